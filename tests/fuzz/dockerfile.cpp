// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// A repository with a Dockerfile of any text: its check, and of one input in thirty-two check,
/// lint and SARIF of the whole repository, which otherwise stays the same.

#include "core/files.h"
#include "foreign/review/check.h"
#include "foreign/review/checks/checks.h"
#include "foreign/review/lint.h"
#include "foreign/review/sarif.h"
#include "fuzz.h"

#include <memory>

using namespace devstack;
using namespace devstack::fuzz;

namespace {

const QByteArray kCompose = "services: {app: {build: ., ports: ['8001:80']}}\n";

void judge(const CheckResult &result, const QByteArray &text)
{
    requirePrintable(result.message);
    for (const Evidence &evidence : result.evidence)
        requireWithin(evidence.mark, text + kCompose);
}

void judgeWhole(const QString &path, const QByteArray &text)
{
    const auto subject = readReviewSubject(path);
    require(subject.hasValue(), "every folder can be read");
    for (const CheckResult &result : checkRepository(*subject).results)
        judge(result, text);
    const LintReport report = lintRepository(*subject, {});
    for (const char c : jsonText(toSarif({report}, u"0"_s), QJsonDocument::Compact))
        require(static_cast<unsigned char>(c) >= 0x20, "SARIF holds no raw control character");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const Folder kFolder;
    const QByteArray text = bytesOf(data, size);
    kFolder.write(u"Dockerfile"_s, text);
    if (size % 32 == 0) {
        kFolder.write(u"compose.yml"_s, kCompose);
        judgeWhole(kFolder.path(), text);
        return 0;
    }
    ReviewSubject subject;
    subject.checkout = std::make_shared<Checkout>(kFolder.path());
    subject.path = subject.checkout->root();
    judge(checkDockerfile(subject), text);
    return 0;
}
