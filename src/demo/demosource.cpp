// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "demo/demosource.h"

#include "demo/demodata.h"
#include "demo/demologs.h"
#include "demo/demostudies.h"
#include "demo/demoterminal.h"

#include <QFileInfo>

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

DemoSource::DemoSource(const Options &options, QObject *parent)
    : WorkspaceSource(parent)
    , m_options(options)
    , m_snapshot(options.idas > 0 ? demo::large(options.idas) : demo::snapshot())
{
    m_runStart = QDateTime::currentDateTimeUtc().addMSecs(qint64(-options.runAt * 1000));
    m_clock.setInterval(std::chrono::milliseconds(500));
    connect(&m_clock, &QTimer::timeout, this, &DemoSource::emitRuns);
}

QString DemoSource::folder() const
{
    return m_snapshot.path;
}

void DemoSource::start()
{
    later([this] {
        emit snapshotChanged(m_snapshot);
        emit logErrorsChanged({{u"credentials/app"_s, {3, 0}}});
        emitRuns();
        if (m_options.moving)
            m_clock.start();
    });
}

void DemoSource::later(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

void DemoSource::emitRuns()
{
    QList<RunState> runs;
    if (m_options.runAt >= 0) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        RunState run = demo::run(double(m_runStart.msecsTo(now)) / 1000, m_runStart);
        if (m_cancelled && run.isRunning())
            run.result = RunResult::Cancelled;
        if (!run.isRunning())
            m_clock.stop();
        runs.append(run);
    }
    runs.append(demo::failedRun());
    emit runsChanged(runs);
}

void DemoSource::perform(const Operation &operation,
                         const Agreement &agreement,
                         Answer<OperationResult> answer)
{
    m_operations.append(operation);
    m_confirmations += agreement.confirmed;
    m_branchAnswers = agreement.branches;
    if (operation.verb == Operation::Verb::Up) {
        m_cancelled = false;
        m_options.runAt = 0;
        m_runStart = QDateTime::currentDateTimeUtc();
        m_clock.start();
    }
    if (m_holds)
        m_held.append(std::move(answer));
    else
        later([answer = std::move(answer), result = demo::resultOf(operation)] { answer(result); });
}

void DemoSource::cancel()
{
    if (!m_held.isEmpty())
        return;
    m_cancelled = true;
    emitRuns();
}

void DemoSource::cancelAtOnce()
{
    ++m_hardCancels;
    for (const auto &answer : std::exchange(m_held, {}))
        later([answer] { answer(cancelled()); });
    cancel();
}

void DemoSource::askTrust(const QStringList &idas, Answer<QList<TrustQuestion>> answer)
{
    QList<TrustQuestion> questions;
    if (!m_trusted && idas.contains(u"discovery"_s))
        questions = {{u"discovery"_s,
                      u"https://git.example.org/discovery.git"_s,
                      u"/home/dev/shop/discovery"_s,
                      {u"mounts the folder /var/run/docker.sock: it can control the engine"_s,
                       u"runs the script provision.sh on this machine"_s}}};
    later([answer = std::move(answer), questions] { answer(questions); });
}

void DemoSource::grantTrust(const QList<TrustQuestion> &, Done done)
{
    m_trusted = true;
    later([done = std::move(done)] { done(ok()); });
}

void DemoSource::askBranches(const QStringList &idas, Answer<QList<BranchData>> answer)
{
    QList<BranchData> questions;
    if (idas.contains(u"licences"_s))
        questions = {demo::branchStudy(u"licences"_s)};
    later([answer = std::move(answer), questions] { answer(questions); });
}

void DemoSource::askPlan(const QStringList &idas, Answer<PlannedUp> answer)
{
    later([answer = std::move(answer), planned = demo::plannedUp(idas.value(0))] {
        answer(planned);
    });
}

void DemoSource::askConsequences(const QStringList &idas, Answer<QStringList> answer)
{
    later([answer = std::move(answer), ida = idas.value(0)] {
        answer(QStringList {
            u"Drops 41 MB of data in the volume credentials_db of %1."_s.arg(ida),
            u"Keeps it as the checkpoint “before-reset”; devstack checkpoint restore "_s
            u"%1 before-reset brings it back."_s.arg(ida),
            u"Then runs 2 pending migrations and applies the seeds base and records."_s});
    });
}

void DemoSource::askCommand(const QString &,
                            const QString &,
                            const QString &,
                            const QStringList &,
                            Answer<QStringList> answer)
{
    later([answer = std::move(answer)] { answer(QStringList {u"sh"_s}); });
}

void DemoSource::openTerminal(const TerminalRequest &request,
                              Answer<std::shared_ptr<TerminalClient>> answer)
{
    later([answer = std::move(answer), request] { answer(demo::openTerminal(request)); });
}

void DemoSource::addRepository(const QString &, Done done)
{
    later([done = std::move(done)] { done(ok()); });
}

void DemoSource::pullRepository(const QString &ida, Answer<QString> answer)
{
    later([ida, answer = std::move(answer)] { answer(u"%1: up to date"_s.arg(ida)); });
}

void DemoSource::removeRepository(const QString &, Done done)
{
    later([done = std::move(done)] { done(ok()); });
}

void DemoSource::askScripts(const QString &, Answer<QList<OwnScript>> answer)
{
    using Source = OwnScript::Source;
    later([answer = std::move(answer)] {
        answer(QList<OwnScript> {
            {Source::MakeTarget, u"dev.provision"_s, u"sets it up"_s, {u"Makefile"_s, 31, 1}},
            {Source::MakeTarget, u"%-shell"_s, u"a shell of a service"_s, {u"Makefile"_s, 40, 1}},
            {Source::Script, u"provision.sh"_s, {}, {u"provision.sh"_s, 1, 1}}});
    });
}

void DemoSource::askScriptTrust(const QString &ida, Answer<QList<TrustQuestion>> answer)
{
    QList<TrustQuestion> questions;
    if (!m_trusted)
        questions = {{ida,
                      u"https://git.example.org/%1.git"_s.arg(ida),
                      {},
                      {u"runs its own scripts on this machine, as you"_s}}};
    later([answer = std::move(answer), questions] { answer(questions); });
}

void DemoSource::askConfig(const QString &ida, Answer<ConfigurationDetails> answer)
{
    later([this, ida, answer = std::move(answer)] {
        if (const IdaView *found = m_snapshot.ida(ida))
            answer(demo::configStudy(*found));
        else
            answer(notFound(u"There is no IDA “%1”."_s.arg(ida)));
    });
}

void DemoSource::choose(const Operation &choice, Answer<ChoiceOutcome> answer)
{
    m_choices.append(choice);
    for (IdaView &ida : m_snapshot.idas) {
        if (ida.name != choice.ida())
            continue;
        if (choice.verb == Operation::Verb::Mode)
            ida.mode = modeFromString(choice.value).value_or(Mode::Develop);
        else if (choice.verb == Operation::Verb::Variant)
            ida.variant = choice.value;
        else
            ida.configuration = choice.value;
    }
    later([this, choice, answer = std::move(answer)] {
        emit snapshotChanged(m_snapshot);
        ChoiceOutcome outcome;
        outcome.ida = choice.ida();
        outcome.before = u"none"_s;
        outcome.after = choice.value;
        outcome.changed = true;
        outcome.earlier.ida = choice.ida();
        outcome.earlier.after.variant = choice.value;
        answer(outcome);
    });
}

void DemoSource::keepVariables(const QString &ida,
                               const QMap<QString, QString> &values,
                               Answer<ChoiceOutcome> answer)
{
    for (IdaView &view : m_snapshot.idas) {
        if (view.name != ida)
            continue;
        view.missingVariables.removeIf(
            [&](const RequiredVariable &variable) { return values.contains(variable.name); });
        if (view.missingVariables.isEmpty())
            view.problems.clear();
    }
    ChoiceOutcome outcome;
    outcome.ida = ida;
    outcome.what = u"variables"_s;
    outcome.changed = true;
    later([this, answer = std::move(answer), outcome] {
        emit snapshotChanged(m_snapshot);
        answer(outcome);
    });
}

void DemoSource::putBack(const EarlierChoice &, Done done)
{
    later([this, done = std::move(done)] {
        emit snapshotChanged(m_snapshot);
        done(ok());
    });
}

void DemoSource::askData(Answer<DataDetails> answer)
{
    later([this, answer = std::move(answer)] { answer(demo::dataStudy(m_snapshot)); });
}

std::stop_source DemoSource::askChanges(const QString &place,
                                        const QString &checkpoint,
                                        Saying,
                                        Answer<DataChanges> answer)
{
    later([answer = std::move(answer), changes = demo::changesOf(place, checkpoint)] {
        answer(changes);
    });
    return std::stop_source();
}

std::stop_source DemoSource::askSchemaDiff(const QString &place, Saying, Answer<SchemaDiff> answer)
{
    later([answer = std::move(answer), diff = demo::schemaDiffOf(place)] { answer(diff); });
    return std::stop_source();
}

void DemoSource::askReviews(Answer<QList<ReviewDetails>> answer)
{
    later([this, answer = std::move(answer)] {
        QList<ReviewDetails> studies = demo::reviewStudies(m_snapshot);
        for (ReviewDetails &study : studies) {
            for (CheckResult &result : study.check.results)
                result.pass |= m_scaffolded.contains(study.ida);
        }
        answer(studies);
    });
}

void DemoSource::askTour(Answer<WorkspaceTour> answer)
{
    later([this, answer = std::move(answer)] { answer(demo::tourOf(m_snapshot)); });
}

void DemoSource::askScaffold(const QString &ida, Answer<ScaffoldPlan> answer)
{
    later([answer = std::move(answer),
           plan = m_scaffolded.contains(ida) ? ScaffoldPlan() : demo::scaffoldPlan(ida)] {
        answer(plan);
    });
}

void DemoSource::writeScaffold(const ScaffoldPlan &plan, Done done)
{
    m_scaffolded.append(QFileInfo(plan.path).fileName());
    later([done = std::move(done)] { done(ok()); });
}

DemoSource::~DemoSource() = default;

QString DemoSource::logStore() const
{
    if (!m_logs)
        m_logs = std::make_unique<DemoLogs>(m_snapshot);
    return m_logs->store();
}

DemoMachine::DemoMachine(const DemoSource::Options &options, QObject *parent)
    : Machine(parent)
    , m_options(options)
{
}

void DemoMachine::askDoctor(const QString &, std::function<void(const QList<DoctorCheck> &)> answer)
{
    QMetaObject::invokeMethod(
        this, [answer = std::move(answer)] { answer(demo::checks()); }, Qt::QueuedConnection);
}

void DemoMachine::open(const QString &, Opened opened)
{
    opened(std::unique_ptr<WorkspaceSource>(std::make_unique<DemoSource>(m_options)));
}

void DemoMachine::cloneInto(const QString &, const QString &, Done done)
{
    done(ok());
}

void DemoMachine::makeSample(const QString &, Done done)
{
    done(ok());
}

void DemoMachine::adopt(const AdoptRequest &request,
                        std::function<void(const Result<Adoption> &)> answer)
{
    QMetaObject::invokeMethod(
        this,
        [request, answer = std::move(answer)] { answer(demo::adoption(request)); },
        Qt::QueuedConnection);
}

} // namespace devstack
