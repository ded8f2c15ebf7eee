// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// State files of .devstack: what was read and written again reads the same.

#include "fuzz.h"
#include "store/choices.h"
#include "store/generations.h"
#include "store/steprecords.h"

#include <QJsonDocument>

using namespace devstack;
using namespace devstack::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Folder kFolder;
    const QByteArray text = bytesOf(data, size);
    const QJsonObject json = QJsonDocument::fromJson(text).object();
    if (const auto choices = choicesFromJson(json)) {
        // Not compared themselves: an IDA of which nothing is chosen is not written.
        const auto again = choicesFromJson(toJson(*choices));
        require(again.hasValue() && toJson(*again) == toJson(*choices), "choices read the same");
    }
    if (const auto generations = generationsFromJson(json)) {
        const auto again = generationsFromJson(toJson(*generations));
        require(again.hasValue() && *again == *generations, "generations read the same");
    }
    kFolder.write(u"steps.jsonl"_s, text);
    const StepRecords records = StepRecords::open(kFolder.file(u"steps.jsonl"_s));
    for (const QString &warning : records.warnings())
        requirePrintable(warning);
    if (!records.warnings().isEmpty())
        QFile::remove(kFolder.file(u"steps.jsonl.broken"_s));
    return 0;
}
