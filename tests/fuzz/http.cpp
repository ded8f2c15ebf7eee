// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// Answers over HTTP: what comes in pieces reads as what comes at once.

#include "engine/httpreader.h"
#include "fuzz.h"

using namespace devstack;
using namespace devstack::fuzz;

namespace {

struct Answer
{
    bool isRefused = false;
    bool isComplete = false;
    int status = 0;
    QByteArray type;
    QByteArray body;
    bool operator==(const Answer &) const = default;
};

Answer read(const QByteArray &text, qsizetype piece)
{
    Answer answer;
    HttpReader reader([&](QByteArrayView bytes) { answer.body += bytes; });
    for (qsizetype at = 0; at < text.size() && !answer.isRefused; at += piece) {
        const auto fed
            = reader.feed(QByteArrayView(text).sliced(at, std::min(piece, text.size() - at)));
        answer.isRefused = !fed;
    }
    if (!answer.isRefused)
        answer.isRefused = !reader.finish();
    answer.isComplete = reader.complete();
    if (reader.headerComplete()) {
        answer.status = reader.status();
        answer.type = reader.header("content-type");
    }
    return answer;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = bytesOf(data, size);
    const Answer whole = read(text, std::max<qsizetype>(1, text.size()));
    const Answer pieces = read(text, 1 + qsizetype(size % 7));
    require(whole.isRefused == pieces.isRefused, "pieces are refused as the whole is");
    if (!whole.isRefused)
        require(whole == pieces, "pieces read as the whole");
    return 0;
}
