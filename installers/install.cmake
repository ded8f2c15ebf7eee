# What is installed, and the packages made of it (installers/package.sh).
include(GNUInstallDirs)

# The two helpers lie beside the programs, which look for them there.
install(TARGETS devstack devstack-desktop devstack-git devstack-guard RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY resources/sample DESTINATION ${CMAKE_INSTALL_DATADIR}/devstack
    USE_SOURCE_PERMISSIONS)
install(FILES installers/desktop/devstack.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES installers/desktop/devstack.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES installers/desktop/devstack.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} RENAME copyright)

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
    "A platform made of many services, each in a repository of its own, becomes one\nworkspace: clones or finds the repositories, shows what they need of each other,\nstarts them with their databases through Docker, and sets up their data.")
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
set(CPACK_GENERATOR DEB)
include(CPack)
