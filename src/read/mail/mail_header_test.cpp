// SPDX-License-Identifier: AGPL-3.0-or-later
// Encoded words, parameters, addresses and dates, as they come and as they are broken.
#include <gtest/gtest.h>

#include "read/mail/addresses.h"
#include "read/mail/encoded_words.h"
#include "read/mail/mail_date.h"

namespace habeas {
namespace {

void check_words(std::string_view raw, std::string_view wanted, std::string_view charset = "") {
  EXPECT_EQ(decode_words(raw, charset), wanted) << raw;
}

TEST(EncodedWords, are_decoded_wherever_they_stand) {
  check_words("plain words", "plain words");
  check_words("=?utf-8?Q?=C3=96mar_B=2E?=", "Ömar B.");
  check_words("=?UTF-8*ru?b?0J7RgNCw0Ls=?=", "Орал");
  check_words("=?koi8-r?B?79LBzA==?= and =?windows-1251?Q?=CE=F0=E0=EB?=", "Орал and Орал");
  check_words("=?iso-2022-jp?B?GyRCSltCZQ==?=", "弁代");
  check_words("a =?utf-8?Q?b?=\r\n =?utf-8?Q?c?= d", "a bc d");
  check_words("\"=?utf-8?Q?=C3=96mar?=\" <a@b>", "\"Ömar\" <a@b>");
  check_words("x=?utf-8?Q?=C3=96?=y", "xÖy");
}

TEST(EncodedWords, a_character_cut_in_two_is_joined) {
  check_words("=?utf-8?B?0J7R?= =?utf-8?B?gNCw0Ls=?=", "Орал");
  check_words("=?utf-8?Q?=D0=9E=D1?=\n =?UTF-8?Q?=80=D0=B0=D0=BB?=", "Орал");
}

TEST(EncodedWords, what_is_no_encoded_word_stays) {
  check_words("=?utf-8?Q?no end", "=?utf-8?Q?no end");
  check_words("=?utf-8?X?words?=", "=?utf-8?X?words?=");
  check_words("=??Q?words?=", "=??Q?words?=");
  check_words("=?utf-8?B?!!!!?=", "=?utf-8?B?!!!!?=");
  check_words("=?utf-8?Q?words with spaces?=", "words with spaces");
  check_words("=?utf-8?Q?a=ZZ?=", "a=ZZ");
  check_words("", "");
}

TEST(EncodedWords, raw_bytes_are_of_the_stated_charset) {
  check_words("\xCE\xF0\xE0\xEB", "Орал", "windows-1251");
  check_words("Орал", "Орал", "windows-1251");
  check_words("a\x01\tb\x7F", "a  b ");
}

std::string parameters(std::string_view value) {
  const ParameterValue parsed = parse_parameter_value(value);
  std::string told = parsed.value;
  for (const MailParameter& parameter : parsed.parameters) {
    told += "|" + parameter.name + "=" + parameter.value;
  }
  return told;
}

TEST(Parameters, are_read_in_all_their_forms) {
  const std::pair<const char*, const char*> rows[] = {
      {"Text/Plain", "text/plain"},
      {"text/plain; Charset=UTF-8", "text/plain|charset=UTF-8"},
      {"text/plain;charset=\"utf-8\";", "text/plain|charset=utf-8"},
      {"text/plain charset=utf-8", "text/plain|charset=utf-8"},
      {"multipart/mixed; boundary=\"foo\n bar\"", "multipart/mixed|boundary=foo bar"},
      {"attachment; filename=my file.doc; size=2", "attachment|filename=my file.doc|size=2"},
      {"attachment; filename=a.doc size=2", "attachment|filename=a.doc|size=2"},
      {"attachment; filename=\"a\\\"b.doc\"", "attachment|filename=a\"b.doc"},
      {"attachment; filename=\"open", "attachment|filename=open"},
      {"attachment; filename*=utf-8'kk'%D0%9E.txt", "attachment|filename=О.txt"},
      {"attachment; filename*0*=koi8-r''%EF%D2; filename*1=al; filename*2*=%21",
       "attachment|filename=Орal!"},
      {"attachment; filename*1=b; filename*0=a; filename=c", "attachment|filename=ab"},
      {"attachment; filename=\"=?utf-8?B?0J7RgNCw0Ls=?=\"", "attachment|filename=Орал"},
      {"attachment; ; =x; filename", "attachment"},
      {"", ""},
  };
  for (const auto& [raw, wanted] : rows) EXPECT_EQ(parameters(raw), wanted) << raw;
}

TEST(Parameters, end_at_their_number) {
  std::string value = "text/plain";
  for (std::size_t i = 0; i < kParametersMax + 10; ++i) value += "; p" + std::to_string(i) + "=x";
  EXPECT_EQ(parse_parameter_value(value).parameters.size(), kParametersMax);
}

std::string addresses(std::string_view value) {
  std::string told;
  for (const MailAddress& address : parse_addresses(value)) {
    told += (told.empty() ? "" : "|") + address.name + "=" + address.address;
  }
  return told;
}

TEST(Addresses, are_read_in_all_their_forms) {
  const std::pair<const char*, const char*> rows[] = {
      {"a@b.org", "=a@b.org"},
      {"Asel Omar <a@b.org>", "Asel Omar=a@b.org"},
      {"\"Omar, Asel\" <a@b.org>, c@d.org", "Omar, Asel=a@b.org|=c@d.org"},
      {"a@b.org (Asel Omar)", "Asel Omar=a@b.org"},
      {"Asel (of \\(the\\) (desk)) Omar <a@b.org>", "Asel Omar=a@b.org"},
      {"Desk: a@b.org, Dana <c@d.org>; e@f.org", "=a@b.org|Dana=c@d.org|=e@f.org"},
      {"undisclosed-recipients:;", ""},
      {"(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;", ""},
      {"Dana(A nice \\) person) <dana(her account)@silly.test(her host)>", "Dana=dana@silly.test"},
      {"A Group(Some people) :C <c@(C's host.)d.org>, e@f.org; (the end of the group)",
       "C=c@d.org|=e@f.org"},
      {"<@x.org,@y.org:a@b.org>", "=a@b.org"},
      {"Asel <a@b.org", "Asel=a@b.org"},
      {"Asel <a@b.org, Dana <c@d.org>", "Asel=a@b.org|Dana=c@d.org"},
      {"a@b.org <c@d.org> e@f.org", "a@b.org=c@d.org|=e@f.org"},
      {"Asel Omar", "Asel Omar="},
      {"Asel Omar a@b.org", "Asel Omar=a@b.org"},
      {"a @ b . org", "=a@b.org"},
      {"=?utf-8?B?0J7RgNCw0Ls=?= <a@b.org>", "Орал=a@b.org"},
      {"\"=?utf-8?Q?Omar=2C_Asel?=\" <a@b.org>", "Omar, Asel=a@b.org"},
      {"\"open <a@b.org>", "open=a@b.org"},
      {"<>", "="},
      {",;,", ""},
      {"", ""},
  };
  for (const auto& [raw, wanted] : rows) EXPECT_EQ(addresses(raw), wanted) << raw;
}

TEST(Addresses, end_at_their_number) {
  std::string value;
  for (std::size_t i = 0; i < kAddressesMax + 10; ++i) value += "a@b,";
  EXPECT_EQ(parse_addresses(value).size(), kAddressesMax);
}

TEST(MessageId, is_what_stands_in_the_first_brackets) {
  EXPECT_EQ(parse_message_id(" <a@b> <c@d>"), "a@b");
  EXPECT_EQ(parse_message_id("<a@b"), "a@b");
  EXPECT_EQ(parse_message_id(" a@b "), "a@b");
  EXPECT_EQ(parse_message_id(""), "");
}

std::string date(std::string_view value) {
  const auto parsed = parse_mail_date(value);
  if (!parsed) return "";
  return to_iso(parsed->stated_day) + " " + to_rfc3339(parsed->instant) +
         (parsed->has_zone ? "" : " ?");
}

TEST(MailDate, is_read_in_all_its_forms) {
  const std::pair<const char*, const char*> rows[] = {
      {"Tue, 3 May 2016 23:02:41 -0600", "2016-05-03 2016-05-04T05:02:41Z"},
      {"Tue, 03 May 2016 11:02:41 +0600 (ALMT)", "2016-05-03 2016-05-03T05:02:41Z"},
      {"3 May 2016 11:02 GMT", "2016-05-03 2016-05-03T11:02:00Z"},
      {"Tue (a day), 3 (the third) May 2016 11:02 EST", "2016-05-03 2016-05-03T16:02:00Z"},
      {"3 May 16 11:02:41 +0000", "2016-05-03 2016-05-03T11:02:41Z"},
      {"3 May 94 11:02:41 +0000", "1994-05-03 1994-05-03T11:02:41Z"},
      {"3 May 116 11:02:41 +0000", "2016-05-03 2016-05-03T11:02:41Z"},
      {"3 May 2016 11:02:41 -0000", "2016-05-03 2016-05-03T11:02:41Z ?"},
      {"3 May 2016 11:02:41 XYZ", "2016-05-03 2016-05-03T11:02:41Z ?"},
      {"Tue May  3 11:02:41 2016", "2016-05-03 2016-05-03T11:02:41Z ?"},
      {"2016-05-03T11:02:41.500+06:00", "2016-05-03 2016-05-03T05:02:41Z"},
      {"Thu,\r\n 13\r\n Feb\r\n 1969\r\n 23:32\r\n -0330 (Newfoundland Time)",
       "1969-02-13 1969-02-14T03:02:00Z"},
      {"3-May-2016 11:02:41 +0600", "2016-05-03 2016-05-03T05:02:41Z"},
      {"31 April 2016 11:02:41 +0600", ""},
      {"3 May 2016 25:02:41 +0600", ""},
      {"Tue, 3 May 11:02:41", ""},
      {"Whenever", ""},
      {"", ""},
  };
  for (const auto& [raw, wanted] : rows) EXPECT_EQ(date(raw), wanted) << raw;
}

}  // namespace
}  // namespace habeas
