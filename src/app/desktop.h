// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/controllers/actions.h"
#include "ui/controllers/adopter.h"
#include "ui/controllers/autostartsetting.h"
#include "ui/controllers/changes.h"
#include "ui/controllers/commandform.h"
#include "ui/controllers/commandsearch.h"
#include "ui/controllers/configurator.h"
#include "ui/controllers/data.h"
#include "ui/controllers/edges.h"
#include "ui/controllers/forecast.h"
#include "ui/controllers/guide.h"
#include "ui/controllers/inspector.h"
#include "ui/controllers/logs.h"
#include "ui/controllers/news.h"
#include "ui/controllers/overview.h"
#include "ui/controllers/reviewer.h"
#include "ui/controllers/runcomparison.h"
#include "ui/controllers/runs.h"
#include "ui/controllers/scaffolder.h"
#include "ui/controllers/schemadifferences.h"
#include "ui/controllers/session.h"
#include "ui/controllers/settings.h"
#include "ui/controllers/terminals.h"
#include "ui/controllers/tour.h"
#include "ui/controllers/valueform.h"
#include "ui/controllers/welcome.h"
#include "ui/platform/language.h"
#include "ui/source/background.h"

namespace devstack {

/// All controllers, wired, in the order they depend on each other. Must outlive the QML engine.
class Desktop
{
public:
    Desktop(Machine &machine, const QString &settingsFile, Welcome::Recent recent)
        : settings(settingsFile)
        // A settings file of its own is a sign of the demo or a test: no login starts those.
        , autostart(settingsFile.isEmpty() ? QString() : settingsFile + u".autostart.desktop")
        , language(settings.language())
        , session(hub)
        , overview(hub, background)
        , inspector(hub, overview)
        , edges(hub)
        , runs(hub)
        , news(hub, runs)
        , logs(hub, settings, background)
        , actions(hub, settings)
        , terminals(hub)
        , commandForm(hub)
        , forecast(hub)
        , valueForm(hub)
        , data(hub, actions)
        , changes(hub)
        , schemaDifferences(hub)
        , configurator(hub, overview, actions)
        , reviewer(hub)
        , scaffolder(hub, reviewer)
        , tour(hub, background)
        , runComparison(hub)
        , commandSearch(
              {hub, session, overview, logs, actions, forecast, data, changes, schemaDifferences})
        , welcome(hub, machine, std::move(recent))
        , adopter(machine)
    {
        QObject::connect(&settings, &Settings::languageChanged, &session, [this] {
            language.set(settings.language());
            session.namePagesAgain();
            hub.tellAgain();
        });
        QObject::connect(&guide, &Guide::addressWanted, &actions, &Actions::openUrl);
        QObject::connect(&guide, &Guide::noticed, &actions, &Actions::noticed);
        QObject::connect(&commandSearch, &CommandSearch::guideWanted, &guide, &Guide::show);
        QObject::connect(&adopter, &Adopter::made, &welcome, &Welcome::open);
        QObject::connect(&actions, &Actions::pageWanted, &session, &Session::setPage);
        QObject::connect(&actions, &Actions::runWanted, &runs, &Runs::expect);
        QObject::connect(&actions, &Actions::terminalWanted, &terminals, &Terminals::open);
        QObject::connect(
            &terminals, &Terminals::opened, &session, [this] { session.setPage(page::Terminals); });
        QObject::connect(&actions, &Actions::argumentsWanted, &commandForm, &CommandForm::ask);
        QObject::connect(&commandForm, &CommandForm::confirmed, &actions, &Actions::runCommand);
        QObject::connect(&actions,
                         &Actions::roomWanted,
                         &forecast,
                         qOverload<const Operation &>(&Forecast::ask));
        QObject::connect(&forecast, &Forecast::confirmed, &actions, &Actions::begin);
        QObject::connect(&actions, &Actions::valuesWanted, &valueForm, &ValueForm::askBefore);
        QObject::connect(&valueForm, &ValueForm::thenWanted, &actions, &Actions::run);
        QObject::connect(&valueForm, &ValueForm::failed, &actions, &Actions::report);
        QObject::connect(&valueForm, &ValueForm::kept, &actions, &Actions::noticed);
        QObject::connect(&forecast, &Forecast::savingWanted, &configurator, &Configurator::follow);
        QObject::connect(
            &configurator, &Configurator::outcomeChanged, &forecast, &Forecast::askAgain);
        QObject::connect(&actions, &Actions::noticed, &news, &News::note);
        QObject::connect(
            &actions, &Actions::offered, &news, [this](const QString &text) { news.note(text); });
        QObject::connect(&news, &News::runWanted, &session, [this](const QString &run) {
            runs.setCurrent(run);
            session.setPage(page::Runs);
        });
        QObject::connect(&news, &News::idaWanted, &session, [this](const QString &ida) {
            session.setPage(page::Overview);
            overview.setSelected(ida);
        });
        QObject::connect(&actions, &Actions::runEnded, &runs, &Runs::expectNoMore);
    }

    Background background;
    WorkspaceHub hub;
    Settings settings;
    AutostartSetting autostart;
    Language language; ///< before all that makes texts
    Session session;
    Overview overview;
    Inspector inspector;
    Edges edges;
    Runs runs;
    News news;
    Logs logs;
    Actions actions;
    Terminals terminals; ///< before the hub ends: they are the source's
    CommandForm commandForm;
    Forecast forecast;
    ValueForm valueForm;
    Data data;
    Changes changes;
    SchemaDifferences schemaDifferences;
    Configurator configurator;
    Reviewer reviewer;
    Scaffolder scaffolder;
    Tour tour;
    RunComparison runComparison;
    CommandSearch commandSearch;
    Welcome welcome;
    Adopter adopter;
    Guide guide;
};

} // namespace devstack
