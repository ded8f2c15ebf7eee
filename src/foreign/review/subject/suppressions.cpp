// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/subject/suppressions.h"

#include "core/text.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

Suppressions::Suppressions(const ReviewSubject &subject, const QStringList &ruleIds)
    : m_subject(subject)
    , m_ruleIds(ruleIds)
{
}

const Suppressions::FileComments &Suppressions::of(const QString &file)
{
    if (const auto known = m_files.constFind(file); known != m_files.constEnd())
        return *known;
    static const QRegularExpression kComment(
        u"#\\s*devstack-lint:\\s*(ignore-file|ignore)\\s+([a-z0-9-]+(?:\\s*,\\s*[a-z0-9-]+)*)"
        u"(?:(?:\\s*:|\\s+(?:\u2013|\u2014|--?))\\s*(.*))?"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    FileComments comments;
    comments.lines = m_subject.lines(file).value_or(QStringList());
    for (qsizetype i = 0; i < comments.lines.size(); ++i) {
        const auto match = kComment.match(comments.lines.at(i));
        if (!match.hasMatch())
            continue;
        Comment comment;
        comment.wholeFile = match.captured(1) == u"ignore-file";
        comment.reason = match.captured(3).trimmed();
        for (const QString &part : match.captured(2).split(u',')) {
            const QString rule = part.trimmed();
            comment.rules += rule;
            if (!m_ruleIds.contains(rule)) {
                const auto near = nearest(rule, m_ruleIds);
                m_problems
                    += invalidInput(u"“%1” is not a lint rule, so nothing is ignored"_s.arg(rule),
                                    Checkout::mark(file, int(i) + 1),
                                    near ? u"did you mean “%1”?"_s.arg(*near) : QString());
            }
        }
        if (comment.wholeFile)
            comments.wholeFile += comment;
        else
            comments.byLine.insert(int(i) + 1, comment);
    }
    return *m_files.insert(file, comments);
}

const Suppressions::Comment *Suppressions::ignoring(const QString &rule, const SourceMark &mark)
{
    const FileComments &comments = of(mark.file);
    for (const Comment &comment : comments.wholeFile) {
        if (comment.rules.contains(rule))
            return &comment;
    }
    const auto at = [&](int line) -> const Comment * {
        const auto found = comments.byLine.constFind(line);
        return found != comments.byLine.constEnd() && found->rules.contains(rule) ? &*found
                                                                                  : nullptr;
    };
    if (const Comment *comment = at(mark.line))
        return comment;
    int line = mark.line - 1;
    while (line > 0 && comments.lines.value(line - 1).endsWith(u'\\'))
        --line;
    // Right above: of a comment at the end of a line of its own.
    if (!comments.lines.value(line - 1).trimmed().startsWith(u'#'))
        return nullptr;
    return at(line);
}

bool Suppressions::apply(LintFinding &finding)
{
    QList<SourceMark> places = finding.also;
    places.prepend(finding.mark);
    QString reason;
    QList<SourceMark> left;
    for (const SourceMark &place : places) {
        if (const Comment *comment = ignoring(finding.rule, place))
            reason = reason.isEmpty() ? comment->reason : reason;
        else
            left += place;
    }
    if (left.isEmpty()) {
        finding.justification = reason;
        return true;
    }
    // The first place is the finding's own. What comes after it may only explain it (the settings
    // that expect another value), so it does not keep it alive in another file.
    if (left.first() != finding.mark && !std::ranges::any_of(left, [&](const SourceMark &place) {
            return place.file == finding.mark.file;
        })) {
        finding.justification = reason;
        return true;
    }
    finding.mark = left.takeFirst();
    finding.also = left;
    return false;
}

} // namespace devstack
