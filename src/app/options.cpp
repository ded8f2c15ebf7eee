// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/options.h"

#include <QCommandLineParser>

namespace devstack {

std::variant<Options, EarlyExit> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("The desktop program of Devstack."));
    const auto help = parser.addHelpOption();
    const auto version = parser.addVersionOption();
    const QCommandLineOption demo(QStringLiteral("demo"),
                                  QStringLiteral("Show a made-up workspace; nothing is run."));
    const QCommandLineOption demoIdas(QStringLiteral("demo-idas"),
                                      QStringLiteral("With --demo: a made-up graph of N IDAs."),
                                      QStringLiteral("N"));
    const QCommandLineOption selfTest(
        QStringLiteral("self-test"),
        QStringLiteral("Visit every page in both themes and quit; exit 1 on any warning."));
    const QCommandLineOption welcome(QStringLiteral("welcome"),
                                     QStringLiteral("Begin with the welcome page."));
    const QCommandLineOption page(
        QStringLiteral("page"),
        QStringLiteral(
            "Begin with this page: overview, runs, logs, data, configuration, checks or settings."),
        QStringLiteral("NAME"));
    const QCommandLineOption theme(QStringLiteral("theme"),
                                   QStringLiteral("system, light or dark; is remembered."),
                                   QStringLiteral("NAME"));
    parser.addOptions({demo, demoIdas, selfTest, welcome, page, theme});
    parser.addPositionalArgument(QStringLiteral("WORKSPACE"),
                                 QStringLiteral("The workspace's folder."),
                                 QStringLiteral("[WORKSPACE]"));
    if (!parser.parse(arguments))
        return EarlyExit {parser.errorText() + u'\n', 2};
    if (parser.isSet(help))
        return EarlyExit {parser.helpText(), 0};
    if (parser.isSet(version))
        return EarlyExit {QStringLiteral("devstack-desktop " DEVSTACK_VERSION "\n"), 0};
    if (parser.positionalArguments().size() > 1)
        return EarlyExit {QStringLiteral("One workspace at a time, please.\n"), 2};
    Options options;
    options.workspace = parser.positionalArguments().value(0);
    options.demo = parser.isSet(demo);
    options.demoIdas = parser.value(demoIdas).toInt();
    options.selfTest = parser.isSet(selfTest);
    options.welcome = parser.isSet(welcome);
    options.page = parser.value(page);
    options.theme = parser.value(theme);
    const QStringList pages {QString(),
                             QStringLiteral("overview"),
                             QStringLiteral("runs"),
                             QStringLiteral("logs"),
                             QStringLiteral("data"),
                             QStringLiteral("configuration"),
                             QStringLiteral("checks"),
                             QStringLiteral("settings")};
    if (!pages.contains(options.page))
        return EarlyExit {QStringLiteral("There is no page “%1”.\n").arg(options.page), 2};
    const QStringList themes {
        QString(), QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")};
    if (!themes.contains(options.theme))
        return EarlyExit {QStringLiteral("There is no theme “%1”.\n").arg(options.theme), 2};
    return options;
}

} // namespace devstack
