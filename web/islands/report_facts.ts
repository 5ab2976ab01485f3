// SPDX-License-Identifier: AGPL-3.0-or-later

/** What a key asks for: another fact, none, or nothing of ours. */
export type Move = "next" | "previous" | "leave" | null;

/** `typing`: the focus is in a field, or a modifier is held. */
export function moveOf(key: string, typing: boolean): Move {
  if (typing) return null;
  if (key === "j") return "next";
  if (key === "k") return "previous";
  return key === "Escape" ? "leave" : null;
}

/** The fact after or before `current` in the order of the page; from none, the first or last. */
export function neighbour(facts: readonly number[], current: number | null, by: 1 | -1):
    number | null {
  if (facts.length === 0) return null;
  const at = current === null ? -1 : facts.indexOf(current);
  if (at < 0) return (by === 1 ? facts[0] : facts[facts.length - 1]) ?? null;
  const next = Math.min(Math.max(at + by, 0), facts.length - 1);
  return facts[next] ?? null;
}

/** 12 of "#f12" or "#q12"; null for any other fragment. */
export function factOf(fragment: string): number | null {
  const match = /^#[fq](\d{1,9})$/.exec(fragment);
  return match ? Number(match[1]) : null;
}

/** Lights fact `chosen` in text and margin, opens its card, and puts out what was lit. */
function light(page: Document, chosen: number | null): void {
  for (const lit of page.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (chosen === null) return;
  for (const mark of page.querySelectorAll(`.mark[data-fact="${chosen}"]`)) {
    mark.classList.add("lit");
  }
  const card = page.getElementById(`f${chosen}`);
  card?.classList.add("lit");
  const details = card?.querySelector("details");
  if (details) details.open = true;
}

function isTyping(event: KeyboardEvent): boolean {
  const field = (event.target as Element | null)?.closest?.("input, textarea, select");
  return Boolean(field) || event.ctrlKey || event.metaKey || event.altKey;
}

export function bindReport(page: Document): void {
  const facts = [...page.querySelectorAll<HTMLElement>(".card")]
    .map((card) => factOf(`#${card.id}`))
    .filter((fact): fact is number => fact !== null);
  let current: number | null = null;

  const choose = (fact: number | null, toText: boolean): void => {
    current = fact;
    light(page, fact);
    if (fact === null) return;
    page.getElementById(`${toText ? "q" : "f"}${fact}`)?.scrollIntoView({ block: "center" });
  };

  page.addEventListener("keydown", (event) => {
    const move = moveOf(event.key, isTyping(event));
    if (move === null) return;
    if (move === "leave") {
      choose(null, true);
      return;
    }
    choose(neighbour(facts, current, move === "next" ? 1 : -1), true);
    page.querySelector<HTMLElement>(`#f${current} summary`)?.focus({ preventScroll: true });
    event.preventDefault();
  });
  page.addEventListener("click", (event) => {
    const link = (event.target as Element | null)?.closest?.("a[href^='#']");
    const fact = factOf(link?.getAttribute("href") ?? "");
    if (fact !== null) choose(fact, link?.getAttribute("href")?.startsWith("#q") ?? false);
  });
  choose(factOf(page.location.hash), page.location.hash.startsWith("#q"));
}
