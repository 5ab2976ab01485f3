// SPDX-License-Identifier: AGPL-3.0-or-later
#include "room/room_child.h"

#include <cerrno>
#include <exception>
#include <new>

#include <unistd.h>

#include "room/room_walls.h"

namespace habeas {
namespace {

Result<void> read_all(int fd, char* bytes, std::size_t size) {
  while (size > 0) {
    const ssize_t got = ::read(fd, bytes, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return fail(ErrorCode::Corrupt, "the parent is gone");
    bytes += got;
    size -= static_cast<std::size_t>(got);
  }
  return {};
}

Result<void> write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return fail(ErrorCode::Corrupt, "the parent is gone");
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

Result<void> run_job(std::span<const RoomJobRow> jobs, const RoomJobFrame& frame,
                     const RoomPipe& pipe, RoomAnswers& answers) {
  for (const RoomJobRow& row : jobs) {
    if (row.name != frame.name) continue;
    const RoomSource source(pipe, frame.source_bytes);
    try {
      return row.job(frame.header, source, answers);
    } catch (const std::bad_alloc&) {
      return fail(ErrorCode::TooLarge, "the room's memory limit was met");
    } catch (const std::exception& thrown) {
      return fail(ErrorCode::Internal, thrown.what());
    }
  }
  return fail(ErrorCode::Unsupported, "the room knows no job of this name");
}

}  // namespace

Result<RoomPipe::Frame> RoomPipe::receive() const {
  std::string head(kRoomFrameHeadBytes, '\0');
  TRY(read_all(in_fd_, head.data(), head.size()));
  const auto parsed = parse_room_frame_head(head);
  if (!parsed) return fail(ErrorCode::Corrupt, "what the parent sent is no frame");
  Frame frame{parsed->kind, std::string(parsed->length, '\0')};
  TRY(read_all(in_fd_, frame.payload.data(), frame.payload.size()));
  return frame;
}

Result<void> RoomPipe::send(RoomFrameKind kind, std::string_view payload) const {
  return write_all(out_fd_, make_room_frame(kind, payload));
}

Result<std::string> RoomSource::read_at(std::uint64_t offset, std::uint64_t length) const {
  std::string bytes;
  while (length > 0 && offset < size_) {
    const std::uint64_t left = size_ - offset;
    const auto wanted = static_cast<std::uint32_t>(
        std::min({length, left, static_cast<std::uint64_t>(kRoomPieceBytesMax)}));
    TRY(pipe_.send(RoomFrameKind::Want, to_payload(RoomWant{offset, wanted})));
    TRY(const RoomPipe::Frame frame, pipe_.receive());
    if (frame.kind == RoomFrameKind::Broken) return fail(ErrorCode::NotFound, frame.payload);
    const std::string_view payload = frame.payload;
    if (frame.kind != RoomFrameKind::Bytes || payload.size() < 8 ||
        payload.size() > 8 + std::size_t{wanted} ||
        parse_little_endian(payload.substr(0, 8)) != offset) {
      return fail(ErrorCode::Corrupt, "the parent sent other bytes than were asked for");
    }
    bytes.append(payload.substr(8));
    if (payload.size() < 8 + std::size_t{wanted}) break;
    offset += wanted;
    length -= wanted;
  }
  return bytes;
}

Result<void> RoomAnswers::add(std::string_view answer) {
  ++count_.answers;
  count_.bytes += answer.size();
  while (answer.size() > kRoomPieceBytesMax) {
    TRY(pipe_.send(RoomFrameKind::AnswerPart, answer.substr(0, kRoomPieceBytesMax)));
    answer.remove_prefix(kRoomPieceBytesMax);
  }
  return pipe_.send(RoomFrameKind::AnswerEnd, answer);
}

int run_room_child(std::span<const RoomJobRow> jobs, int in_fd, int out_fd) {
  const RoomPipe pipe(in_fd, out_fd);
  if (!raise_room_walls()) return 3;
  const Result<RoomPipe::Frame> first = pipe.receive();
  if (!first || first->kind != RoomFrameKind::Job) return 2;
  const auto frame = parse_room_job(first->payload);
  if (!frame) return 2;
  RoomAnswers answers(pipe);
  const Result<void> ended = run_job(jobs, *frame, pipe, answers);
  const Result<void> told = ended ? pipe.send(RoomFrameKind::Done, to_payload(answers.count()))
                                  : pipe.send(RoomFrameKind::Failed, to_payload(ended.error()));
  return told ? 0 : 2;
}

}  // namespace habeas
