// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commandline.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

QString bashCompletion()
{
    QStringList names;
    QString cases;
    for (const Command &command : commands()) {
        if (command.summary.isEmpty())
            continue;
        names += command.name;
        QStringList options;
        for (const OptionSpec &option : command.options)
            options += u"--"_s + option.names.first();
        cases += u"        %1) options=\"%2\"; kind=\"%3\" ;;\n"_s.arg(
            command.name, options.join(u' '), command.completes);
    }
    QStringList globals;
    for (const OptionSpec &option : globalOptions())
        globals += u"--"_s + option.names.first();
    return uR"bash(# bash completion for devstack; made by "devstack completion bash"
_devstack() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
    local commands="%1" options="" kind="" command="" word workspace=() words=()
    local i
    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        case $word in
        --workspace|-w) workspace=(--workspace "${COMP_WORDS[i+1]}"); ((i++)) ;;
        --format) ((i++)) ;;
        -*) ;;
        *) if [[ -z $command ]]; then command=$word; else words+=("$word"); fi ;;
        esac
    done
    case $prev in
    --workspace|-w) mapfile -t COMPREPLY < <(compgen -d -- "$cur"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "text json" -- "$cur"); return ;;
    --file) mapfile -t COMPREPLY < <(compgen -f -- "$cur"); return ;;
    esac
    if [[ -z $command ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands %2" -- "$cur")
        return
    fi
    case $command in
%3    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options %2" -- "$cur")
    elif [[ $kind == path ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
    elif [[ -n $kind ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$("${COMP_WORDS[0]}" "${workspace[@]}" complete "$kind" "${words[@]}" 2>/dev/null)" -- "$cur")
    fi
}
complete -F _devstack devstack
)bash"_s.arg(names.join(u' '), globals.join(u' '), cases);
}

} // namespace devstack::cli
