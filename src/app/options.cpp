// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/options.h"

#include "app/handedover.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

std::variant<Options, EarlyExit> parseOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"The desktop program of Devstack."_s);
    const auto help = parser.addHelpOption();
    const auto version = parser.addVersionOption();
    const QCommandLineOption demo(u"demo"_s, u"Show a made-up workspace; run nothing."_s);
    const QCommandLineOption demoIdas(
        u"demo-idas"_s, u"With --demo: a made-up graph of N IDAs."_s, u"N"_s);
    const QCommandLineOption selfTest(
        u"self-test"_s, u"Visit every page in both themes and quit; exit with 1 on any warning."_s);
    const QCommandLineOption pictures(
        u"pictures"_s, u"With --self-test: save a picture of each page in DIR."_s, u"DIR"_s);
    const QCommandLineOption size(u"size"_s, u"Size of the window, as 1440x900."_s, u"WxH"_s);
    const QCommandLineOption welcome(u"welcome"_s, u"Start on the welcome page."_s);
    const QCommandLineOption hidden(u"hidden"_s,
                                    u"Start in the tray; where there is none, with the window."_s);
    const QStringList names = page::names();
    const QCommandLineOption start(u"page"_s,
                                   u"Start on this page: %1 or %2."_s.arg(
                                       names.first(names.size() - 1).join(u", "_s), names.last()),
                                   u"NAME"_s);
    const QCommandLineOption theme(u"theme"_s, u"system, light or dark; remembered."_s, u"NAME"_s);
    const QCommandLineOption language(u"language"_s, u"system, en or de; remembered."_s, u"NAME"_s);
    parser.addOptions(
        {demo, demoIdas, selfTest, pictures, size, welcome, hidden, start, theme, language});
    parser.addPositionalArgument(
        u"WORKSPACE"_s,
        u"The workspace's folder or devstack.yml, or a link devstack://clone?url=URL."_s,
        u"[WORKSPACE]"_s);
    if (!parser.parse(arguments))
        return EarlyExit {parser.errorText() + u'\n', 2};
    if (parser.isSet(help))
        // There is no application yet whose name Qt could tell.
        return EarlyExit {parser.helpText().replace(u"<executable_name>"_s, u"devstack-desktop"_s),
                          0};
    if (parser.isSet(version))
        return EarlyExit {QStringLiteral("devstack-desktop " DEVSTACK_VERSION "\n"), 0};
    if (parser.positionalArguments().size() > 1)
        return EarlyExit {u"One workspace at a time, please.\n"_s, 2};
    Options options;
    const auto opened = handedOver(parser.positionalArguments().value(0));
    if (!opened)
        return EarlyExit {opened.error().toText() + u'\n', 2};
    options.workspace = opened->workspace;
    options.repository = opened->repository;
    options.demo = parser.isSet(demo);
    options.demoIdas = parser.value(demoIdas).toInt();
    options.selfTest = parser.isSet(selfTest);
    options.pictures = parser.value(pictures);
    options.welcome = parser.isSet(welcome);
    options.hidden = parser.isSet(hidden);
    options.theme = parser.value(theme);
    options.language = parser.value(language);
    if (const QString wanted = parser.value(start); !wanted.isEmpty()) {
        const auto known = page::fromName(wanted);
        if (!known)
            return EarlyExit {u"There is no page “%1”.\n"_s.arg(wanted), 2};
        options.page = *known;
    }
    if (const QString wanted = parser.value(size); !wanted.isEmpty()) {
        const auto parts = QRegularExpression(u"^([0-9]{3,4})x([0-9]{3,4})$"_s).match(wanted);
        if (!parts.hasMatch())
            return EarlyExit {u"“%1” is no size; one looks like 1440x900.\n"_s.arg(wanted), 2};
        options.size = QSize(parts.captured(1).toInt(), parts.captured(2).toInt());
    }
    const QStringList themes {QString(), u"system"_s, u"light"_s, u"dark"_s};
    if (!themes.contains(options.theme))
        return EarlyExit {u"There is no theme “%1”.\n"_s.arg(options.theme), 2};
    const QStringList languages {QString(), u"system"_s, u"en"_s, u"de"_s};
    if (!languages.contains(options.language))
        return EarlyExit {u"There is no language “%1”.\n"_s.arg(options.language), 2};
    return options;
}

} // namespace devstack
