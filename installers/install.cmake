# What is installed, and the packages made of it (installers/package.sh).
include(GNUInstallDirs)

# The two helpers lie beside the programs, which look for them there.
install(TARGETS devstack devstack-desktop devstack-git devstack-guard RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY resources/sample DESTINATION ${CMAKE_INSTALL_DATADIR}/devstack
    USE_SOURCE_PERMISSIONS)
install(FILES installers/desktop/devstack.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES installers/desktop/devstack.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES installers/desktop/devstack.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
install(FILES installers/desktop/devstack.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES installers/desktop/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES installers/desktop/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME devstack)
# The guide: as text for “devstack help TOPIC”, and as a site where installers/docs.sh has built it.
install(DIRECTORY docs/guide/ DESTINATION ${CMAKE_INSTALL_DATADIR}/devstack/guide FILES_MATCHING PATTERN "*.md")
install(DIRECTORY build/guide/html DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)
# Made by installers/package.sh.
install(FILES ${PROJECT_BINARY_DIR}/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR} OPTIONAL)

# What the program tells of itself, from the table that runs the verbs.
set(told ${PROJECT_BINARY_DIR}/told)
find_program(GZIP gzip)
install(CODE "
    file(REMOVE_RECURSE ${told})
    file(MAKE_DIRECTORY ${told}/man)
    foreach(shell bash zsh fish)
        execute_process(COMMAND $<TARGET_FILE:devstack> completion \${shell}
            OUTPUT_FILE ${told}/\${shell} COMMAND_ERROR_IS_FATAL ANY)
    endforeach()
    execute_process(COMMAND $<TARGET_FILE:devstack> describe manual ${told}/man COMMAND_ERROR_IS_FATAL ANY)
    if(NOT \"${GZIP}\" MATCHES NOTFOUND)
        file(GLOB pages ${told}/man/*.1)
        execute_process(COMMAND ${GZIP} -9n \${pages} COMMAND_ERROR_IS_FATAL ANY)
    endif()")
install(DIRECTORY ${told}/man/ DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${told}/bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME devstack)
install(FILES ${told}/fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME devstack.fish)
# Where zsh looks: Debian has a folder of its own for packages.
if(EXISTS /etc/debian_version)
    set(zsh_folder vendor-completions)
else()
    set(zsh_folder site-functions)
endif()
install(FILES ${told}/zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${zsh_folder} RENAME _devstack)

set(CPACK_PACKAGE_NAME devstack)
set(CPACK_PACKAGE_VENDOR "Devstack contributors")
set(CPACK_PACKAGE_CONTACT "Devstack contributors <devstack@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "run the services of a platform on this machine")
set(CPACK_PACKAGE_DESCRIPTION
    "A platform made of many services, each in a repository of its own, becomes\none workspace: clones or finds the repositories, shows what they need of\neach other, starts them with their databases through Docker, and sets up\ntheir data.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_OUTPUT_FILE_PREFIX ${PROJECT_BINARY_DIR}/packages)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
# Shared libraries are found by dpkg-shlibdeps; modules of QML and plugins are loaded by name.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS
    "git, libqt6svg6, qml6-module-qtquick, qml6-module-qtquick-controls, qml6-module-qtquick-layouts, qml6-module-qtquick-shapes, qml6-module-qtquick-templates, qml6-module-qtquick-window, qml6-module-qt-labs-platform, qml6-module-qtqml, qml6-module-qtqml-models, qml6-module-qtqml-workerscript, qml6-module-qtcore")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "docker.io | docker-ce, openssh-client, qt6-wayland")
# What Qt says itself, as in its file dialog, in languages other than English.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS qt6-translations-l10n)
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "https://example.org/devstack")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE
    WORLD_READ WORLD_EXECUTE)
# An RPM asks for libraries by their names, which are the same everywhere; modules of QML by the names of Fedora's packages.
set(CPACK_RPM_FILE_NAME RPM-DEFAULT)
set(CPACK_RPM_PACKAGE_LICENSE "Apache-2.0")
set(CPACK_RPM_PACKAGE_GROUP "Development/Tools")
set(CPACK_RPM_PACKAGE_URL "https://example.org/devstack")
set(CPACK_RPM_PACKAGE_AUTOREQ ON)
set(CPACK_RPM_PACKAGE_REQUIRES "git-core, qt6-qtdeclarative, qt6-qtsvg")
set(CPACK_RPM_PACKAGE_SUGGESTS "moby-engine, openssh-clients, qt6-qtwayland")
# Folders that are everybody's.
set(CPACK_RPM_EXCLUDE_FROM_AUTO_FILELIST_ADDITION /usr/share/applications /usr/share/icons /usr/share/icons/hicolor
    /usr/share/icons/hicolor/scalable /usr/share/icons/hicolor/scalable/apps /usr/share/metainfo /usr/share/mime
    /usr/share/mime/packages /usr/share/man
    /usr/share/man/man1 /usr/share/bash-completion
    /usr/share/bash-completion/completions /usr/share/fish /usr/share/fish/vendor_completions.d /usr/share/zsh
    /usr/share/zsh/site-functions /usr/share/zsh/vendor-completions)
set(CPACK_GENERATOR DEB)
include(CPack)
