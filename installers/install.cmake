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
set(completion ${PROJECT_BINARY_DIR}/devstack.bash)
install(CODE "
    execute_process(COMMAND $<TARGET_FILE:devstack> completion bash
        OUTPUT_FILE ${completion} COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${completion} DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME devstack)

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
# What Qt says itself, as in its file dialog, in languages other than English.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS qt6-translations-l10n)
set(CPACK_GENERATOR DEB)
include(CPack)
