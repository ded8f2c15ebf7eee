// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/completionscripts.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

// A word comes from a repository as it may: it is compared and quoted here, never expanded, as
// “compgen -W” would.
constexpr QStringView kBash
    = uR"sh(# bash completion for devstack; made by "devstack completion bash"
_devstack() {
    local cur=${COMP_WORDS[COMP_CWORD]} kind word note
    [[ $cur != "=" ]] || cur=
    COMPREPLY=()
    {
        read -r kind
        while IFS=$'\t' read -r word note; do
            if [[ $word == "$cur"* ]]; then
                printf -v word %q "$word"
                COMPREPLY+=("$word")
            fi
        done
    } < <("${COMP_WORDS[0]/#\~/$HOME}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    case $kind in
    files) compopt -o filenames 2>/dev/null; mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$cur") ;;
    folders) compopt -o filenames 2>/dev/null; mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -d -- "$cur") ;;
    esac
}
complete -F _devstack devstack
)sh";

constexpr QStringView kZsh = uR"sh(#compdef devstack
# zsh completion for devstack; made by "devstack completion zsh"
_devstack() {
    local kind line word
    local -a lines items
    lines=("${(@f)$("${(Q)words[1]/#\~/$HOME}" complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    kind=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        word=${line%%$'\t'*}
        items+=("${word//:/\\:}:${line#*$'\t'}")
    done
    (( $#items )) && _describe -V devstack items
    case $kind in
    files) _files ;;
    folders) _files -/ ;;
    esac
}
if [[ $funcstack[1] == _devstack ]]; then
    _devstack "$@"
else
    compdef _devstack devstack
fi
)sh";

constexpr QStringView kFish
    = uR"sh(# fish completion for devstack; made by "devstack completion fish"
function __devstack_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l lines (command $words[1] complete -- $words[2..-1] "$current" 2>/dev/null)
    set -q lines[2]; and printf '%s\n' $lines[2..-1]
    switch "$lines[1]"
        case files
            __fish_complete_path "$current"
        case folders
            __fish_complete_directories "$current" ''
    end
end
complete -c devstack -f -k -a '(__devstack_complete)'
)sh";

} // namespace

const QStringList &completionShells()
{
    static const QStringList kShells {u"bash"_s, u"zsh"_s, u"fish"_s};
    return kShells;
}

QString completionScript(const QString &shell)
{
    if (shell == u"bash")
        return kBash.toString();
    if (shell == u"zsh")
        return kZsh.toString();
    return shell == u"fish" ? kFish.toString() : QString();
}

} // namespace devstack::cli
