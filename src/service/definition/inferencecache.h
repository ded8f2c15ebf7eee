// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QHash>
#include <QMutex>
#include <QStringList>

#include <functional>
#include <memory>

namespace devstack {

struct IdaInference;

/// Keeps the facts inferred from checkouts, by the state of every file and folder they came from:
/// the desktop program reads the workspace again at each change, and most repositories have none.
/// Thread-safe; two threads that miss at once both read.
class InferenceCache
{
public:
    using Inference = std::shared_ptr<const IdaInference>;
    /// Reads again and reports the paths it looked at.
    using Read = std::function<Inference(QStringList *consulted)>;

    static InferenceCache &instance();

    /// The facts about `root`, if neither `inputs` nor any consulted file changed since. `model`
    /// stands for the values that variables had.
    Inference
    get(const QString &root, const QStringList &inputs, const QString &model, const Read &read);

private:
    struct Kept
    {
        QStringList paths;
        QString model;
        QByteArray state;
        Inference inference;
    };

    QMutex m_mutex;
    QHash<QString, Kept> m_kept;
};

} // namespace devstack
