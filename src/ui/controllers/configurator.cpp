// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/configurator.h"

#include "core/text.h"
#include "ui/models/codelines.h"
#include "ui/text/displaystate.h"
#include "ui/text/displaytext.h"
#include "ui/text/operationtext.h"

#include <QDir>
#include <QHash>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

int rowOf(const QStringList &lines, const QString &prefix, const QString &service)
{
    for (const auto &[line, name] : serviceLines(lines, prefix)) {
        if (name == service)
            return line;
    }
    return 0;
}

QString groupTitle(const QString &group)
{
    static const QHash<QString, QString> titles {
        {u"environment"_s, Configurator::tr("Environment")},
        {u"port"_s, Configurator::tr("Ports")},
        {u"image"_s, Configurator::tr("Images")},
        {u"lean"_s, Configurator::tr("Memory-saving settings")},
        {u"volume"_s, Configurator::tr("Volumes")},
        {u"network"_s, Configurator::tr("Networks")},
        {u"inferred"_s, Configurator::tr("Inferred from its files")}};
    return titles.value(group, group);
}

} // namespace

Configurator::Configurator(WorkspaceHub &hub, Overview &overview, Actions &actions, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_overview(overview)
    , m_actions(actions)
{
    const QStringList modes = modeWords();
    QStringList texts;
    for (const QString &word : modes)
        texts.append(modeWord(modeFromString(word).value_or(Mode::Develop)));
    m_modes.setKeys(modes);
    m_modes.setTexts(texts);
    connect(&hub, &WorkspaceHub::snapshotChanged, this, [this] {
        if (m_active)
            refresh();
    });
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_newest.forget();
        m_stopping.clear();
        turnTo({});
        setLoading(false);
        setProblem({});
        show({});
        dismissOutcome();
    });
    connect(&actions, &Actions::carriedOut, this, &Configurator::tellStopped);
}

void Configurator::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (active) {
        if (!m_overview.selected().isEmpty())
            turnTo(m_overview.selected());
        refresh();
    }
    emit activeChanged();
}

void Configurator::setIda(const QString &ida)
{
    if (ida == m_ida)
        return;
    turnTo(ida);
    m_overview.setSelected(ida);
    setProblem({});
    show({});
    refresh();
}

void Configurator::turnTo(const QString &ida)
{
    if (ida == m_ida)
        return;
    m_ida = ida;
    emit idaChanged();
}

void Configurator::setLoading(bool loading)
{
    if (loading == m_loading)
        return;
    m_loading = loading;
    emit loadingChanged();
}

void Configurator::setProblem(const Error &problem)
{
    m_problem = problem;
    emit problemChanged();
}

void Configurator::setShared(bool shared)
{
    if (shared == m_shared)
        return;
    m_shared = shared;
    emit sharedChanged();
}

void Configurator::updateIdas()
{
    QList<ConfiguredIda> rows;
    for (const IdaView &ida : m_hub.snapshot().idas) {
        QStringList detail {modeWord(ida.mode), ida.variant, ida.configuration};
        detail.removeAll(QString());
        detail.removeAll(u"default"_s);
        const bool conflict
            = std::ranges::any_of(m_hub.snapshot().conflicts, [&](const ChoiceConflict &one) {
                  return one.ida == ida.name && !one.isSettled();
              });
        rows.append({ida.name,
                     condition::ofIda(ida, m_hub.snapshot().engine),
                     detail.join(u" · "_s),
                     conflict});
    }
    m_idas.setRows(std::move(rows));
    if (!m_hub.snapshot().ida(m_ida))
        turnTo(m_hub.snapshot().idas.isEmpty() ? QString() : m_hub.snapshot().idas.first().name);
}

void Configurator::refresh()
{
    updateIdas();
    if (!m_hub.source() || m_ida.isEmpty())
        return;
    setLoading(true);
    m_hub.source()->askConfig(m_ida,
                              m_newest.only([this](const Result<ConfigurationDetails> &answer) {
                                  setLoading(false);
                                  setProblem(answer ? Error() : answer.error());
                                  show(answer ? *answer : ConfigurationDetails());
                              }));
}

void Configurator::show(const ConfigurationDetails &study)
{
    const QStringList oldChoices = choiceTexts();
    const QStringList oldFile = fileTexts();
    const QStringList oldMemory = memoryTexts();
    m_study = study;
    QList<ValueRow> values;
    QString group; // of the row before: the first of each carries the heading
    for (const ConfigValue &one : study.config.values) {
        if (one.group == u"choice")
            continue; // the choosers show these
        const QString file = QDir(study.config.path).relativeFilePath(one.mark.file);
        const QString place
            = one.mark.file.isEmpty() ? QString() : u"%1:%2"_s.arg(file).arg(one.mark.line);
        const QString heading = one.group == group ? QString() : groupTitle(one.group);
        group = one.group;
        values.append({one.group + u'\n' + one.service + u'\n' + one.name,
                       heading,
                       one.service,
                       one.name,
                       one.value,
                       one.before,
                       toString(one.origin),
                       place,
                       file == originalName() ? one.mark.line : 0,
                       one.why});
    }
    m_values.setRows(std::move(values));
    QList<ConflictRow> conflicts;
    for (const ChoiceConflict &one : study.config.conflicts) {
        if (one.isSettled())
            continue;
        QStringList labels;
        for (const Operation &choice : one.choices)
            labels.append(choiceText(choice));
        conflicts.append({toString(one.matter), one.text(), one.commands(), labels});
    }
    m_conflicts.setRows(std::move(conflicts));
    QList<ProposalRow> proposals;
    if (study.memory) {
        for (const MemoryProposal &one : study.memory->proposals)
            proposals.append({one.operation.toCommandLine(),
                              one.text,
                              one.frees > 0 ? formatBytes(one.frees) : QString()});
    }
    m_proposals.setRows(std::move(proposals));
    showFiles();
    if (oldChoices != choiceTexts())
        emit choicesChanged();
    if (oldFile != fileTexts())
        emit fileChanged();
    if (oldMemory != memoryTexts())
        emit memoryChanged();
}

int Configurator::lineOf(int row) const
{
    return row < 0 || row >= m_values.count() ? 0 : m_values.row(row).line;
}

QStringList Configurator::choiceTexts() const
{
    return QStringList {QString::number(mode()),
                        variant(),
                        configuration(),
                        modeBy(),
                        variantBy(),
                        configurationBy()}
    + variants() + QStringList {QString()} + configurations();
}

QStringList Configurator::fileTexts() const
{
    return {originalName(), effectiveProblem(), effectiveHint()};
}

QStringList Configurator::memoryTexts() const
{
    return {memoryText(), QString::number(memoryShare()), memoryWarning()};
}

void Configurator::showFiles()
{
    QString original;
    QString text;
    if (m_study.effective) {
        original = QString::fromUtf8(
            m_study.effective->originals.value(m_study.effective->files.value(0)));
        text = m_study.effective->text;
    }
    const QString prefix = m_ida + u'.';
    QList<NoteRow> notes;
    if (m_study.effective) {
        const QStringList before = original.split(u'\n');
        const QStringList after = text.split(u'\n');
        for (const AssemblyNote &note : m_study.effective->notes)
            notes.append({QString::number(notes.size()),
                          severity::of(note.level),
                          note.service,
                          note.what,
                          note.why,
                          rowOf(before, {}, note.service),
                          rowOf(after, prefix, note.service)});
    }
    m_notes.setRows(std::move(notes));
    const QString shown = m_ida + u'\n' + original + u'\n' + text;
    if (shown == m_shownFiles)
        return; // keeps what is scrolled to
    m_shownFiles = shown;
    m_original.clear();
    m_effective.clear();
    if (m_study.effective) {
        const SideBySide both = compareCompose(original, text, prefix);
        m_original.append(both.original);
        m_effective.append(both.effective);
    }
    emit filesChanged();
}

QString Configurator::originalName() const
{
    if (!m_study.effective || m_study.effective->files.isEmpty())
        return {};
    return QDir(m_study.config.path).relativeFilePath(m_study.effective->files.first());
}

mode::Value Configurator::mode() const
{
    const auto mode = modeFromString(valueOf(u"mode"_s).value);
    return mode ? mode::Value(*mode) : mode::Unknown;
}

ConfigValue Configurator::valueOf(const QString &name) const
{
    for (const ConfigValue &one : m_study.config.values) {
        if (one.group == u"choice" && one.name == name)
            return one;
    }
    return {};
}

QString Configurator::byWhom(const QString &name) const
{
    const ConfigValue value = valueOf(name);
    switch (value.origin) {
    case ConfigValue::Origin::Default:
        return value.why.isEmpty() ? tr("the default") : value.why;
    case ConfigValue::Origin::Repository:
        return tr("set by the repository");
    case ConfigValue::Origin::Inferred:
        return tr("inferred from its files");
    case ConfigValue::Origin::Workspace:
        return tr("set in devstack.yml");
    case ConfigValue::Origin::Dependent:
        return value.why.isEmpty() ? tr("a dependent asks for it") : value.why;
    case ConfigValue::Origin::Personal:
        return tr("your choice");
    case ConfigValue::Origin::Program:
        break;
    }
    return value.why;
}

QString Configurator::memoryText() const
{
    if (!m_study.memory || m_study.memory->budget <= 0)
        return {};
    const MemoryForecast &memory = *m_study.memory;
    return tr("about %1 of %2")
        .arg(formatBytes(memory.total + memory.others), formatBytes(memory.budget));
}

double Configurator::memoryShare() const
{
    if (!m_study.memory || m_study.memory->budget <= 0)
        return 0;
    return double(m_study.memory->total + m_study.memory->others) / double(m_study.memory->budget);
}

} // namespace devstack
