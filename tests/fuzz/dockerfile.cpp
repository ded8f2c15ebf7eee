// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// A repository with a Dockerfile of any text: check, lint and their SARIF.

#include "core/files.h"
#include "foreign/review/check.h"
#include "foreign/review/lint.h"
#include "foreign/review/sarif.h"
#include "fuzz.h"

#include <QCoreApplication>

using namespace devstack;
using namespace devstack::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Folder kFolder;
    const QByteArray text = bytesOf(data, size);
    const QByteArray compose = "services: {app: {build: ., ports: ['8001:80']}}\n";
    kFolder.write(u"compose.yml"_s, compose);
    kFolder.write(u"Dockerfile"_s, text);
    const auto subject = readReviewSubject(kFolder.path());
    require(subject.hasValue(), "every folder can be read");
    for (const CheckResult &result : checkRepository(*subject).results) {
        for (const Evidence &evidence : result.evidence)
            requireWithin(evidence.mark, text + compose);
    }
    const LintReport report = lintRepository(*subject, {});
    for (const char c : jsonText(toSarif({report}, u"0"_s), QJsonDocument::Compact))
        require(static_cast<unsigned char>(c) >= 0x20, "SARIF holds no raw control character");
    return 0;
}
