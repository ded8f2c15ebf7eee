// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/propose/programs.h"

#include "foreign/inspect/settingsdatabases.h"
#include "foreign/inspect/settingsfiles.h"
#include "foreign/propose/languages.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kCodeFolder = u"/app"_s;

/// The first line of a file that matches, with what the first bracket caught.
PlacedText firstMatch(const Checkout &checkout, const QString &file, const QRegularExpression &form)
{
    const auto lines = checkout.lines(file);
    for (int at = 0; lines && at < lines->size(); ++at) {
        if (const auto match = form.match(lines->at(at)); match.hasMatch())
            return {match.captured(1), Checkout::mark(file, at + 1)};
    }
    return {};
}

QString moduleOf(const QString &file)
{
    return file.chopped(3).replace(u'/', u'.');
}

/// Settings for development: those of the stage if they say so, else the file that is called so.
void findSettings(Program &program, const Checkout &checkout, const DockerfileStage *stage)
{
    static const QRegularExpression kForDevelopment(
        u"(^|[._])(devstack|dev|development|local)(_docker)?$"_s);
    const PlacedText given
        = stage ? stage->environment.value(u"DJANGO_SETTINGS_MODULE"_s) : PlacedText();
    const bool isThere = !settingsModuleFiles(checkout, given.text).isEmpty();
    if (isThere && kForDevelopment.match(given.text).hasMatch()) {
        program.settings = given.text;
        program.settingsGrounds = {given.mark, {}, false};
        return;
    }
    for (const QString &name : {u"devstack"_s, u"local"_s, u"development"_s, u"dev"_s}) {
        QStringList files = checkout.glob({u"*/settings/%1.py"_s.arg(name),
                                           u"*/%1.py"_s.arg(name),
                                           u"config/settings/%1.py"_s.arg(name),
                                           u"settings/%1.py"_s.arg(name)});
        if (files.isEmpty())
            continue;
        program.settings = moduleOf(files.first());
        program.settingsGrounds = {Checkout::mark(files.first(), 1),
                                   u"its name says that it is for development"_s,
                                   files.size() > 1};
        program.environment.insert(u"DJANGO_SETTINGS_MODULE"_s, program.settings);
        program.environmentGrounds.insert(u"DJANGO_SETTINGS_MODULE"_s, program.settingsGrounds);
        return;
    }
    static const QRegularExpression kDefault(
        u"DJANGO_SETTINGS_MODULE['\"]\\s*,\\s*['\"]([\\w.]+)['\"]"_s);
    const PlacedText usual = isThere ? given : firstMatch(checkout, u"manage.py"_s, kDefault);
    program.settings = usual.text;
    program.settingsGrounds = {usual.mark, {}, false};
}

void readDjango(Program &program, const Checkout &checkout, const DockerfileStage *stage)
{
    findSettings(program, checkout, stage);
    program.libraries = pythonLibraries(checkout);
    // As the image calls it: a distribution's own has no “python”.
    static const QRegularExpression kPython(u"\\b(python[0-9.]*)[\"',\\s]+\\S*manage\\.py"_s);
    const auto called = kPython.match(stage ? stage->command.text : QString());
    const QString python = called.hasMatch() ? called.captured(1) : u"python"_s;
    static const QRegularExpression kServer(
        u"runserver[^;&|]*?(?:\\d+\\.\\d+\\.\\d+\\.\\d+:)(\\d+)"_s);
    if (const auto own = kServer.match(stage ? stage->command.text : QString()); own.hasMatch()) {
        program.port = own.captured(1).toInt();
        program.portGrounds = {stage->command.mark, {}, false};
    } else {
        if (program.port == 0) {
            program.port = 8000;
            program.portGrounds = {{}, u"Django's usual one"_s, true};
        }
        program.command
            = {python, u"manage.py"_s, u"runserver"_s, u"0.0.0.0:%1"_s.arg(program.port)};
        program.commandGrounds = {Checkout::mark(u"manage.py"_s, 1),
                                  u"the image's own command does not watch the code"_s,
                                  false};
    }
    program.migrate = {python, u"manage.py"_s, u"migrate"_s, u"--noinput"_s};
    const HealthPage page = healthPage(checkout);
    program.health = page.path;
    program.healthGrounds = {page.mark, {}, false};
}

void readRails(Program &program, const Checkout &checkout)
{
    program.libraries = rubyLibraries(checkout);
    if (program.port == 0) {
        program.port = 3000;
        program.portGrounds = {{}, u"the usual one of Rails"_s, true};
    }
    program.command
        = {u"bin/rails"_s, u"server"_s, u"--binding=0.0.0.0"_s, u"--port=%1"_s.arg(program.port)};
    program.commandGrounds = {program.grounds.mark, {}, true};
    program.migrate = {u"bin/rails"_s, u"db:prepare"_s};
}

void readNode(Program &program, const Checkout &checkout)
{
    program.libraries = nodeLibraries(checkout);
    // Front ends of the platform name their port and the addresses of others in such files.
    static const QRegularExpression kValue(u"^\\s*([A-Z][A-Z0-9_]*)=(['\"]?)(.*?)\\2\\s*$"_s);
    static const QRegularExpression kLocal(u"^https?://localhost(:\\d+)?(/|$)"_s);
    const QString file = u".env.development"_s;
    const auto lines = checkout.lines(file);
    for (int at = 0; lines && at < lines->size(); ++at) {
        const auto match = kValue.match(lines->at(at));
        const QString value = match.captured(3);
        const Grounds grounds {Checkout::mark(file, at + 1), {}, false};
        if (match.captured(1) == u"PORT" && value.toInt() > 0) {
            program.port = value.toInt();
            program.portGrounds = grounds;
        } else if (kLocal.match(value).hasMatch()) {
            // As a variable it follows ports that move.
            program.environment.insert(match.captured(1), value);
            program.environmentGrounds.insert(match.captured(1), grounds);
        }
    }
    if (program.port == 0) {
        program.port = 3000;
        program.portGrounds = {{}, u"a usual one"_s, true};
        program.environment.insert(u"PORT"_s, u"3000"_s);
        program.environmentGrounds.insert(u"PORT"_s, program.portGrounds);
    }
    const PlacedText dev = nodeScript(checkout, {u"dev"_s, u"start:dev"_s, u"start"_s});
    program.command = {u"npm"_s, u"run"_s, dev.text};
    program.commandGrounds = {dev.mark, {}, false};
    program.kept = {u"node_modules"_s};
    program.keptGrounds = {{}, u"what the image installed there stays"_s, false};
}

void readGo(Program &program, const Checkout &checkout)
{
    program.libraries = goLibraries(checkout);
    if (program.port == 0) {
        program.port = 8080;
        program.portGrounds = {{}, u"a usual one"_s, true};
    }
    program.command = {u"go"_s, u"run"_s, u"."_s};
    program.commandGrounds = {program.grounds.mark, {}, true};
}

std::optional<Program> begin(const Checkout &checkout)
{
    const auto made = [](Program::Framework framework, const SourceMark &mark, const QString &why) {
        Program program;
        program.framework = framework;
        program.grounds = {mark, why, false};
        return program;
    };
    if (checkout.has(u"manage.py"_s))
        return made(
            Program::Framework::Django, Checkout::mark(u"manage.py"_s, 1), u"a Django program"_s);
    if (checkout.has(u"Gemfile"_s) && checkout.has(u"config/application.rb"_s))
        return made(Program::Framework::Rails,
                    Checkout::mark(u"config/application.rb"_s, 1),
                    u"a Rails program"_s);
    if (const PlacedText start = nodeScript(checkout, {u"dev"_s, u"start:dev"_s, u"start"_s});
        !start.text.isEmpty())
        return made(Program::Framework::Node, start.mark, u"a Node program with a start script"_s);
    static const QRegularExpression kMain(u"^package\\s+(main)\\b"_s);
    if (checkout.has(u"go.mod"_s)) {
        for (const QString &file : checkout.files()) {
            const PlacedText main
                = file.endsWith(u".go") ? firstMatch(checkout, file, kMain) : PlacedText();
            if (!main.text.isEmpty())
                return made(Program::Framework::Go, main.mark, u"a Go program"_s);
        }
    }
    return std::nullopt;
}

/// What the Dockerfile says, whatever the language.
void readStage(Program &program, const Dockerfile &dockerfile, const DockerfileStage &stage)
{
    program.folder
        = stage.codeFolder.text.isEmpty() ? stage.workingDir.text : stage.codeFolder.text;
    program.folderGrounds
        = {stage.codeFolder.text.isEmpty() ? stage.workingDir.mark : stage.codeFolder.mark,
           {},
           stage.codeFolder.text.isEmpty()};
    if (dockerfile.stages.size() > 1 && !stage.name.isEmpty()) {
        program.stage = stage.name;
        program.stageGrounds = {stage.mark, {}, !stage.isForDevelopment()};
    }
    if (!stage.ports.isEmpty()) {
        program.port = stage.ports.first().text.toInt();
        program.portGrounds = {stage.ports.first().mark, {}, false};
    }
    static const QRegularExpression kNode(
        u"\\b(npm (install|ci|i)|yarn( install)?|pnpm install)\\b(?!.*\\s-g\\b)"_s);
    for (const PlacedText &run : stage.runs) {
        if (kNode.match(run.text).hasMatch() && !run.text.contains(u" -g")
            && !program.kept.contains(u"node_modules"_s)) {
            program.kept += u"node_modules"_s;
            program.keptGrounds = {run.mark, u"what the image installed there stays"_s, false};
        }
    }
}

} // namespace

std::optional<Program> programOf(const Checkout &checkout, const Dockerfile &dockerfile)
{
    auto program = begin(checkout);
    if (!program)
        return std::nullopt;
    const DockerfileStage *stage = dockerfile.forDevelopment();
    if (stage)
        readStage(*program, dockerfile, *stage);
    const PlacedText version = languageVersion(checkout, program->framework);
    program->version = version.text;
    program->versionGrounds = {version.mark, {}, version.text.isEmpty()};
    switch (program->framework) {
    case Program::Framework::Django:
        readDjango(*program, checkout, stage);
        break;
    case Program::Framework::Rails:
        readRails(*program, checkout);
        break;
    case Program::Framework::Node:
        readNode(*program, checkout);
        break;
    case Program::Framework::Go:
        readGo(*program, checkout);
        break;
    }
    // A Dockerfile that says nothing of a folder: the mount of the code is what runs.
    if (program->folder.isEmpty() || program->folder == u"/") {
        program->folder = kCodeFolder;
        program->folderGrounds = {{}, {}, stage != nullptr};
    }
    // Where the image starts it itself, for development.
    static const QRegularExpression kWatches(u"\\b(runserver|rails s|npm (run|start)|yarn)\\b"_s);
    if (stage && program->framework != Program::Framework::Django
        && kWatches.match(stage->command.text).hasMatch())
        program->command.clear();
    return program;
}

} // namespace devstack
