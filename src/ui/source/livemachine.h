// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/source/background.h"
#include "ui/source/machine.h"

namespace devstack {

/// The real machine.
class LiveMachine : public Machine
{
    Q_OBJECT
public:
    explicit LiveMachine(QObject *parent = nullptr);

    void askDoctor(const QString &workspace,
                   std::function<void(const QList<DoctorCheck> &)> answer) override;
    void open(const QString &folder, Opened opened) override;
    void cloneInto(const QString &url, const QString &folder, Done done) override;
    void makeSample(const QString &folder, Done done) override;
    void adopt(const AdoptRequest &request,
               std::function<void(const Result<Adoption> &)> answer) override;
    void cancel() override;

private:
    std::stop_source m_making {std::nostopstate};
    Background m_background;
};

} // namespace devstack
