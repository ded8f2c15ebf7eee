// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/controllers/configurator.h"

#include "core/text.h"
#include "ui/models/codelines.h"
#include "ui/text/displaystate.h"
#include "ui/text/displaytext.h"
#include "ui/text/operationtext.h"

#include <QDir>

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

} // namespace

Configurator::Configurator(WorkspaceHub &hub, Overview &overview, Actions &actions, QObject *parent)
    : QObject(parent)
    , QmlInstance(this)
    , m_hub(hub)
    , m_overview(overview)
    , m_actions(actions)
    , m_idas({u"key"_s, u"condition"_s, u"detail"_s, u"conflict"_s})
    , m_conflicts({u"key"_s, u"text"_s, u"commands"_s, u"labels"_s})
    , m_values({u"key"_s,
                u"heading"_s,
                u"service"_s,
                u"name"_s,
                u"value"_s,
                u"before"_s,
                u"origin"_s,
                u"place"_s,
                u"line"_s,
                u"why"_s})
    , m_notes({u"key"_s,
               u"level"_s,
               u"service"_s,
               u"what"_s,
               u"why"_s,
               u"originalRow"_s,
               u"effectiveRow"_s})
    , m_proposals({u"key"_s, u"text"_s, u"frees"_s})
{
    connect(&hub, &WorkspaceHub::snapshotChanged, this, [this] {
        if (m_active)
            refresh();
    });
    connect(&hub, &WorkspaceHub::sourceChanged, this, [this] {
        m_ida.clear();
        m_study = {};
        m_problem = {};
        m_stopping.clear();
        ++m_ticket;
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
            m_ida = m_overview.selected();
        refresh();
    }
    emit changed();
}

void Configurator::setIda(const QString &ida)
{
    if (ida == m_ida)
        return;
    m_ida = ida;
    m_overview.setSelected(ida);
    m_study = {};
    m_problem = {};
    show(m_study);
    refresh();
}

void Configurator::setShared(bool shared)
{
    m_shared = shared;
    emit changed();
}

void Configurator::updateIdas()
{
    QList<QVariantList> rows;
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
    m_idas.setRows(rows);
    if (!m_hub.snapshot().ida(m_ida))
        m_ida = m_hub.snapshot().idas.isEmpty() ? QString() : m_hub.snapshot().idas.first().name;
}

void Configurator::refresh()
{
    updateIdas();
    if (!m_hub.source() || m_ida.isEmpty()) {
        emit changed();
        return;
    }
    const int ticket = ++m_ticket;
    m_loading = true;
    emit changed();
    m_hub.source()->askConfig(m_ida, [this, ticket](const Result<ConfigurationDetails> &answer) {
        if (ticket != m_ticket)
            return;
        m_loading = false;
        m_problem = answer ? Error() : answer.error();
        show(answer ? *answer : ConfigurationDetails());
    });
}

void Configurator::show(const ConfigurationDetails &study)
{
    m_study = study;
    QList<QVariantList> values;
    QString group; // of the row before: the first of each carries the heading
    for (const ConfigValue &one : study.config.values) {
        if (one.group == u"choice")
            continue; // the choosers show these
        const QString file = QDir(study.config.path).relativeFilePath(one.mark.file);
        const QString place
            = one.mark.file.isEmpty() ? QString() : u"%1:%2"_s.arg(file).arg(one.mark.line);
        const QString heading = one.group == group ? QString() : one.group;
        group = one.group;
        values.append({QString(one.group + u'\n' + one.service + u'\n' + one.name),
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
    m_values.setRows(values);
    QList<QVariantList> conflicts;
    for (const ChoiceConflict &one : study.config.conflicts) {
        if (one.isSettled())
            continue;
        QStringList labels;
        for (const Operation &choice : one.choices)
            labels.append(choiceText(choice));
        conflicts.append({toString(one.matter), one.text(), one.commands(), labels});
    }
    m_conflicts.setRows(conflicts);
    QList<QVariantList> proposals;
    if (study.memory) {
        for (const MemoryProposal &one : study.memory->proposals)
            proposals.append({one.operation.toCommandLine(),
                              one.text,
                              one.frees > 0 ? formatBytes(one.frees) : QString()});
    }
    m_proposals.setRows(proposals);
    showFiles();
    emit changed();
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
    QList<QVariantList> notes;
    if (m_study.effective) {
        const QStringList before = original.split(u'\n');
        const QStringList after = text.split(u'\n');
        for (const AssemblyNote &note : m_study.effective->notes)
            notes.append({QString::number(notes.size()),
                          toString(note.level),
                          note.service,
                          note.what,
                          note.why,
                          rowOf(before, {}, note.service),
                          rowOf(after, prefix, note.service)});
    }
    m_notes.setRows(notes);
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
