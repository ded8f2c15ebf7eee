// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0
//
// The questions that come before an action: branches, trust, reset, restore, deletion.

#include "ui/controllers/actions.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

void Actions::showTrust(const QList<TrustQuestion> &questions)
{
    m_questions = questions;
    QList<TrustRow> rows;
    for (const TrustQuestion &question : questions) {
        QStringList sentences;
        for (const QString &reach : question.reach)
            sentences += question.added.contains(reach) ? tr("%1 (new)").arg(reach) : reach;
        rows.append({question.ida + u'\n' + question.path,
                     question.ida,
                     question.path,
                     remoteText(question),
                     sentences});
    }
    m_trustRows.setRows(std::move(rows));
}

void Actions::acceptTrust()
{
    if (!m_hub.source() || m_questions.isEmpty())
        return;
    m_hub.source()->grantTrust(m_questions, [this, wanted = m_pending](const Result<> &result) {
        if (result)
            carryOut(wanted);
        else
            fail(result.error());
    });
    declineTrust();
}

void Actions::declineTrust()
{
    showTrust({});
}

void Actions::askBranches(const Wanted &wanted)
{
    Wanted known = wanted;
    known.knowsBranches = true;
    m_hub.source()->askBranches(
        wanted.operation.idas, [this, known](const Result<QList<BranchData>> &answer) {
            QList<BranchRow> rows;
            // What cannot be read here fails the run, which tells it.
            for (const BranchData &data : answer ? *answer : QList<BranchData>()) {
                if (data.follow == FollowBranch::On)
                    emit noticed(differenceText(data));
                else
                    rows.append({data.ida, differenceText(data), data.hasKept()});
            }
            if (rows.isEmpty()) {
                ask(known);
                return;
            }
            m_branchWanted = known;
            m_branchRows.setRows(std::move(rows));
        });
}

void Actions::answerBranch(const QString &ida, DataOfBranch answer)
{
    QList<BranchRow> rows;
    for (int i = 0; i < m_branchRows.count(); ++i) {
        rows.append(m_branchRows.row(i));
        if (rows.last().ida == ida)
            rows.last().answer = BranchAnswer(answer);
    }
    m_branchRows.setRows(std::move(rows));
}

void Actions::confirmBranches()
{
    if (m_branchRows.count() == 0)
        return;
    Wanted wanted = m_branchWanted;
    for (int i = 0; i < m_branchRows.count(); ++i)
        wanted.agreed.branches.insert(m_branchRows.row(i).ida, m_branchRows.row(i).answer);
    declineBranches();
    ask(wanted);
}

void Actions::declineBranches()
{
    m_branchRows.setRows({});
}

void Actions::askReset(const QString &ida)
{
    askResetOf({ida});
}

void Actions::askResetOf(const QStringList &idas)
{
    if (!m_hub.source() || idas.isEmpty())
        return;
    m_resetIdas = idas;
    m_resetSentences.clear();
    emit resetChanged();
    m_hub.source()->askConsequences(m_resetIdas, [this, idas](const Result<QStringList> &answer) {
        if (m_resetIdas != idas)
            return;
        if (!answer) {
            declineReset();
            fail(answer.error());
            return;
        }
        m_resetSentences = *answer;
        emit resetChanged();
    });
}

void Actions::confirmReset()
{
    if (m_resetIdas.isEmpty() || m_resetSentences.isEmpty())
        return;
    Operation reset;
    reset.verb = Operation::Verb::Reset;
    reset.idas = m_resetIdas;
    declineReset();
    ask({reset, {true}});
}

void Actions::declineReset()
{
    m_resetIdas.clear();
    m_resetSentences.clear();
    emit resetChanged();
}

void Actions::askRestore(const QString &ida, const QString &checkpoint)
{
    m_restoreIda = ida;
    m_restoreName = checkpoint;
    emit restoreChanged();
}

void Actions::confirmRestore()
{
    if (m_restoreIda.isEmpty())
        return;
    Operation restore;
    restore.verb = Operation::Verb::Restore;
    restore.idas = {m_restoreIda};
    restore.checkpoint = m_restoreName;
    declineRestore();
    ask({restore, {true}});
}

void Actions::askDelete(const QString &ida, const QString &checkpoint)
{
    Operation remove;
    remove.verb = Operation::Verb::Delete;
    remove.idas = {ida};
    remove.checkpoint = checkpoint;
    askDeletion(remove);
}

void Actions::askForget(const QString &ida, const QString &file)
{
    Operation forget;
    forget.verb = Operation::Verb::ForgetFile;
    forget.idas = {ida};
    forget.seeds = {file};
    askDeletion(forget);
}

void Actions::askDeletion(const Operation &deletion)
{
    m_deletion = deletion;
    emit deleteChanged();
}

QString Actions::deleteName() const
{
    return m_deletion.verb == Operation::Verb::ForgetFile ? m_deletion.seeds.value(0)
                                                          : m_deletion.checkpoint;
}

QString Actions::deleteSentence() const
{
    const IdaView *ida = m_hub.snapshot().ida(deleteIda());
    const QString stays = tr("The present data of %1 stays as it is.").arg(deleteIda());
    if (m_deletion.verb == Operation::Verb::ForgetFile)
        return tr("This deletes the copy that the workspace keeps; it is not applied again. The "
                  "file "
                  "that you gave is not touched.")
            + u' ' + stays;
    const bool isProtected
        = ida && std::ranges::any_of(ida->checkpoints, [this](const Checkpoint &checkpoint) {
              return checkpoint.name == deleteName() && checkpoint.isProtected;
          });
    const QString goes = tr("This destroys the data in it for good.") + u' ' + stays;
    return isProtected ? tr("The checkpoint is protected: somebody wanted to keep it. ") + goes
                       : goes;
}

void Actions::confirmDelete()
{
    if (deleteIda().isEmpty())
        return;
    const Operation deletion = m_deletion;
    declineDelete();
    carryOut({deletion, {true}});
}

void Actions::declineDelete()
{
    askDeletion({});
}

void Actions::declineRestore()
{
    askRestore({}, {});
}

} // namespace devstack
