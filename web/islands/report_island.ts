// SPDX-License-Identifier: AGPL-3.0-or-later
// The report page: opening a fact lights its words, and the other way round. Without this script
// the same links work as anchors.
import { bindReport } from "./report_facts.ts";

bindReport(document);
