// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/subject/workflows.h"

#include "foreign/inspect/script.h"
#include "model/yaml/yamlreader.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A branch filter of a workflow: `*` stays within a part, `**` does not, `!` takes away.
bool filterMatches(const QStringList &filters, const QString &branch)
{
    bool matches = false;
    for (const QString &filter : filters) {
        const bool negated = filter.startsWith(u'!');
        QString pattern = QRegularExpression::escape(negated ? filter.mid(1) : filter);
        pattern.replace(u"\\*\\*"_s, u".*"_s).replace(u"\\*"_s, u"[^/]*"_s);
        if (QRegularExpression(QRegularExpression::anchoredPattern(pattern))
                .match(branch)
                .hasMatch()
            || filter == u"$default-branch")
            matches = !negated;
    }
    return matches;
}

QStringList texts(const std::optional<YamlNode> &node)
{
    QStringList result;
    if (!node)
        return result;
    if (node->isScalar())
        result += node->text();
    for (const YamlNode &item : node->items())
        result += item.text();
    return result;
}

/// Whether the workflow runs when one of the branches moves.
bool runsOnMerge(const YamlNode &workflow, const QStringList &branches)
{
    const auto on = workflow.value(u"on");
    if (!on)
        return false;
    if (!on->isMap())
        return texts(on).contains(u"push"_s);
    const auto push = on->value(u"push");
    if (!push)
        return false;
    if (const auto given = push->value(u"branches"))
        return std::ranges::any_of(
            branches, [&](const QString &branch) { return filterMatches(texts(given), branch); });
    if (const auto ignored = push->value(u"branches-ignore"))
        return std::ranges::any_of(branches, [&](const QString &branch) {
            return !filterMatches(texts(ignored), branch);
        });
    // With tags alone, no branch does.
    return !push->value(u"tags") && !push->value(u"tags-ignore");
}

bool pushes(const QString &command)
{
    static const QRegularExpression kPush(
        u"\\b(?:docker|podman|buildah|nerdctl)\\s+(?:image\\s+|compose\\s+)?push\\b|"
        u"\\bdocker-compose\\s+push\\b|"
        u"\\b(?:buildx|bake|build)\\b.*\\s--push(?:=true)?(?:\\s|\\z)|"
        u"\\bdevstack\\s+image\\s+push\\b"_s);
    return kPush.match(command).hasMatch();
}

/// Whether the target, or one that it leads to, pushes an image.
bool targetPushes(const Makefile &makefile, const QString &name, QSet<QString> &seen)
{
    static const QRegularExpression kMake(
        u"\\$[({]MAKE[)}]\\s+(?:-\\S+\\s+)*([\\w.%-]+)|\\bmake\\s+([\\w.%-]+)"_s);
    const FoundTarget found = makefile.find(name);
    if (!found || seen.contains(found.target->name) || seen.size() > 200)
        return false;
    seen.insert(found.target->name);
    for (const RecipeLine &line : found.target->recipe) {
        if (pushes(line.text))
            return true;
        const auto make = kMake.match(line.text);
        if (make.hasMatch()
            && targetPushes(
                makefile, make.captured(1).isEmpty() ? make.captured(2) : make.captured(1), seen))
            return true;
    }
    return std::ranges::any_of(found.target->prerequisites, [&](const QString &next) {
        return targetPushes(makefile, next, seen);
    });
}

bool runPushes(const QString &script, const Makefile &makefile)
{
    for (const QString &line : script.split(u'\n')) {
        if (line.trimmed().startsWith(u'#'))
            continue;
        if (pushes(line))
            return true;
        for (const SimpleCommand &command : shellCommands(line, {})) {
            if (command.words.value(0) != u"make")
                continue;
            for (const QString &word : command.words.mid(1)) {
                QSet<QString> seen;
                if (!word.startsWith(u'-') && !word.contains(u'=')
                    && targetPushes(makefile, word, seen))
                    return true;
            }
        }
    }
    return false;
}

enum class StepKind { Other, Builds, Pushes };

StepKind kindOf(const YamlNode &step, const Makefile &makefile)
{
    const QString uses = step.value(u"uses").value_or(YamlNode()).text();
    const auto with = step.value(u"with").value_or(YamlNode());
    if (uses.startsWith(u"docker/build-push-action"_s)
        || uses.startsWith(u"docker/bake-action"_s)) {
        const auto push = with.value(u"push");
        const bool first = uses.endsWith(u"@v1"_s) || uses.contains(u"@v1."_s);
        const QString outputs = with.value(u"outputs").value_or(YamlNode()).text();
        if (push
                ? push->text() != u"false"
                : first || outputs.contains(u"push=true"_s) || outputs.contains(u"type=registry"_s))
            return StepKind::Pushes;
        return StepKind::Builds;
    }
    if (uses.startsWith(u"redhat-actions/push-to-registry"_s)
        || uses.startsWith(u"elgohr/Publish-Docker"_s))
        return StepKind::Pushes;
    const QString run = step.value(u"run").value_or(YamlNode()).text();
    if (runPushes(run, makefile))
        return StepKind::Pushes;
    return run.contains(u"docker build"_s) || run.contains(u"docker_build"_s) ? StepKind::Builds
                                                                              : StepKind::Other;
}

SourceMark markOfStep(const YamlNode &step)
{
    for (const char16_t *key : {u"uses", u"run"}) {
        if (const YamlNode::Entry *entry = step.find(key))
            return entry->keyMark;
    }
    return step.mark();
}

} // namespace

QStringList defaultBranches(const Checkout &checkout)
{
    const auto head = checkout.lines(u".git/refs/remotes/origin/HEAD"_s);
    const QString prefix = u"ref: refs/remotes/origin/"_s;
    if (head && head->value(0).startsWith(prefix))
        return {head->value(0).sliced(prefix.size()).trimmed()};
    return {u"main"_s, u"master"_s};
}

WorkflowReading
readWorkflows(const Checkout &checkout, const Makefile &makefile, const QStringList &branches)
{
    WorkflowReading reading;
    for (const QString &file : checkout.files(u".github/workflows"_s)) {
        if (!file.endsWith(u".yml"_s) && !file.endsWith(u".yaml"_s))
            continue;
        const QString path = file.contains(u'/') ? file : QString(u".github/workflows/"_s + file);
        const auto lines = checkout.lines(path);
        if (!lines)
            continue;
        const auto workflow = parseYaml(lines->join(u'\n').toUtf8(), path, YamlTags::Any);
        const auto jobs = workflow ? workflow->value(u"jobs") : std::nullopt;
        if (!jobs)
            continue;
        const bool onMerge = runsOnMerge(*workflow, branches);
        for (const YamlNode::Entry &job : jobs->entries()) {
            const auto steps = job.value.value(u"steps");
            for (const YamlNode &step : steps ? steps->items() : QList<YamlNode>()) {
                const StepKind kind = kindOf(step, makefile);
                if (kind == StepKind::Other)
                    continue;
                const SourceMark mark = markOfStep(step);
                const Evidence evidence {mark, lines->value(mark.line - 1).trimmed()};
                if (kind == StepKind::Pushes && onMerge) {
                    reading.publishing += evidence;
                } else if (reading.nearReason.isEmpty() || kind == StepKind::Pushes) {
                    reading.near = {evidence};
                    reading.nearReason = kind == StepKind::Pushes
                        ? u"A workflow pushes, but not when that branch changes."_s
                        : u"A workflow builds but does not push."_s;
                }
            }
        }
    }
    return reading;
}

} // namespace devstack
