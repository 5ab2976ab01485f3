// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/frame.h"

#include <algorithm>
#include <cerrno>
#include <ctime>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace habeas {
namespace {

constexpr std::size_t kPieceBytes = 1U << 20U;

bool is_kind(char letter) {
  return std::string_view("JBXWADF").find(letter) != std::string_view::npos;
}

auto pipe_ended() { return fail(ErrorCode::Corrupt, std::string(kPipeEnded)); }

}  // namespace

std::string make_frame_header(FrameKind kind, std::uint32_t length) {
  std::string bytes(1, static_cast<char>(kind));
  append_number(bytes, length, 4);
  return bytes;
}

std::optional<FrameHeader> parse_frame_header(std::string_view bytes) {
  const auto length = static_cast<std::uint32_t>(number_at(bytes, 1, 4));
  if (!is_kind(bytes[0]) || length > kFrameBytesMax) return std::nullopt;
  return FrameHeader{static_cast<FrameKind>(bytes[0]), length};
}

void append_number(std::string& bytes, std::uint64_t number, int width_bytes) {
  for (int i = 0; i < width_bytes; ++i) {
    bytes += static_cast<char>(number & 0xFFU);
    number >>= 8U;
  }
}

std::uint64_t number_at(std::string_view bytes, std::size_t offset, int width_bytes) {
  std::uint64_t number = 0;
  for (int i = width_bytes - 1; i >= 0; --i) {
    number =
        (number << 8U) | static_cast<unsigned char>(bytes[offset + static_cast<std::size_t>(i)]);
  }
  return number;
}

std::int64_t steady_ms() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1'000'000;
}

FramePipe::FramePipe(int in_descriptor, int out_descriptor, std::int64_t deadline_ms)
    : in_(in_descriptor), out_(out_descriptor), deadline_ms_(deadline_ms) {
  for (const int descriptor : {in_, out_}) {
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
  }
}

FramePipe::~FramePipe() {
  close(in_);
  close(out_);
}

Result<void> FramePipe::wait_for(int descriptor, short events) {
  while (true) {
    int wait_ms = -1;
    if (deadline_ms_ != 0) {
      const std::int64_t left = deadline_ms_ - steady_ms();
      if (left <= 0) return fail(ErrorCode::Timeout, "took too long");
      wait_ms = static_cast<int>(std::min<std::int64_t>(left, 60'000));
    }
    pollfd watched{descriptor, events, 0};
    const int ready = poll(&watched, 1, wait_ms);
    if (ready > 0) return {};
    if (ready < 0 && errno != EINTR) return pipe_ended();
  }
}

Result<void> FramePipe::send_bytes(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = write(out_, bytes.data(), std::min(bytes.size(), kPieceBytes));
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    } else if (errno == EAGAIN) {
      TRY(wait_for(out_, POLLOUT));
    } else if (errno != EINTR) {
      return pipe_ended();
    }
  }
  return {};
}

Result<void> FramePipe::receive_bytes(char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t got = read(in_, bytes, std::min(count, kPieceBytes));
    if (got > 0) {
      bytes += got;
      count -= static_cast<std::size_t>(got);
    } else if (got == 0) {
      return pipe_ended();
    } else if (errno == EAGAIN) {
      TRY(wait_for(in_, POLLIN));
    } else if (errno != EINTR) {
      return pipe_ended();
    }
  }
  return {};
}

Result<void> FramePipe::send(FrameKind kind, std::string_view payload) {
  if (payload.size() > kFrameBytesMax) return fail(ErrorCode::TooLarge, "an answer over 512 MB");
  TRY(send_bytes(make_frame_header(kind, static_cast<std::uint32_t>(payload.size()))));
  return send_bytes(payload);
}

Result<std::pair<FrameKind, std::string>> FramePipe::receive() {
  std::string header(kFrameHeaderBytes, '\0');
  TRY(receive_bytes(header.data(), header.size()));
  const auto frame = parse_frame_header(header);
  if (!frame) return fail(ErrorCode::Corrupt, "not a frame of the protocol");
  std::string payload;
  // Grown as bytes come: a length alone costs no memory.
  while (payload.size() < frame->length) {
    const std::size_t begin = payload.size();
    payload.resize(begin + std::min<std::size_t>(frame->length - begin, kPieceBytes));
    TRY(receive_bytes(payload.data() + begin, payload.size() - begin));
  }
  return std::pair(frame->kind, std::move(payload));
}

}  // namespace habeas
