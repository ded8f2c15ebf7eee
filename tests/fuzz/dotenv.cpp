// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// .env files in both formats, and variables in a text.

#include "model/compose/dotenv.h"

#include "fuzz.h"

using namespace devstack;
using namespace devstack::fuzz;

namespace {

void check(const Result<Dotenv> &file, const QByteArray &text)
{
    if (!file)
        return requireWithin(file.error().where, text);
    for (const int line : file->lines)
        requireWithin({u".env"_s, line, 0}, text);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = bytesOf(data, size);
    const VariableLookup lookup = [](const QString &name) -> std::optional<QString> {
        if (name.startsWith(u'A'))
            return u"a value with $B and ${C}"_s;
        return std::nullopt;
    };
    check(parseDotenv(text, u".env"_s, lookup), text);
    check(parseRawEnvironment(text, u".env"_s, lookup), text);
    (void)interpolated(QString::fromUtf8(text), lookup);
    return 0;
}
