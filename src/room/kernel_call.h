// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace habeas {

/// A question to the kernel: number and arguments of a system call; the answer, or -errno. A test
/// puts a kernel of its own in its place.
using KernelCall = long (*)(long number, long first, long second, long third);

/// The kernel that is there.
long call_kernel(long number, long first, long second, long third);

}  // namespace habeas
