// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/rules/rules.h"

namespace devstack {

using namespace Qt::StringLiterals;

void lookForComposeV1(const LintInput &input, FindingSink &sink)
{
    QMap<QString, QList<SourceMark>> calls;
    for (const DockerCall &call : input.subject.facts.dockerCalls) {
        if (call.composeV1)
            calls[call.evidence.mark.file] += call.evidence.mark;
    }
    for (auto it = calls.begin(); it != calls.end(); ++it) {
        QSet<int> lines;
        for (const SourceMark &mark : *it)
            lines.insert(mark.line);
        sink.add(
            *it,
            lines.size() == 1
                ? u"“docker-compose” is the retired Compose 1: new machines do not have it."_s
                : u"“docker-compose” is the retired Compose 1, called %1 times in this file: new "
                  u"machines do not have it."_s.arg(lines.size()),
            u"Write “docker compose”."_s);
    }
}

} // namespace devstack
