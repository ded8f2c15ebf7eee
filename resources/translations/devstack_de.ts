<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AddDialog</name>
    <message>
        <source>Add a repository</source>
        <translation>Repository hinzufügen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>A URL, a folder on this machine, or a bare name. Its dependencies are added too.</source>
        <translation>Eine URL, ein Ordner auf diesem Rechner oder nur ein Name. Abhängigkeiten kommen mit.</translation>
    </message>
    <message>
        <source>https://git.example.org/credentials.git</source>
        <translation>https://git.example.org/credentials.git</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
</context>
<context>
    <name>AddressRow</name>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
</context>
<context>
    <name>AdoptLists</name>
    <message>
        <source>Becomes an environment of its own</source>
        <translation>Wird zu einer eigenen Umgebung</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositories</translation>
    </message>
    <message>
        <source>Is not carried over (%1)</source>
        <translation>Wird nicht übernommen (%1)</translation>
    </message>
    <message>
        <source>Is not carried over</source>
        <translation>Wird nicht übernommen</translation>
    </message>
    <message>
        <source>Nothing is left over.</source>
        <translation>Nichts bleibt übrig.</translation>
    </message>
</context>
<context>
    <name>AdoptSheet</name>
    <message>
        <source>Adopt the central devstack “%1”</source>
        <translation>Zentralen Devstack „%1“ übernehmen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Schreibt …</translation>
    </message>
    <message>
        <source>Make the workspace</source>
        <translation>Workspace anlegen</translation>
    </message>
    <message>
        <source>Folder of the workspace</source>
        <translation>Ordner des Workspace</translation>
    </message>
    <message>
        <source>Reading its compose files and scripts…</source>
        <translation>Liest Compose-Dateien und Skripte …</translation>
    </message>
    <message>
        <source>%1 come along. Nothing is run, and nothing in the repositories changes.</source>
        <translation>%1 kommen mit. Nichts wird ausgeführt, und in den Repositories ändert sich nichts.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>The repositories that lie beside the central devstack are used where they are.</source>
        <translation>Repositories neben dem zentralen Devstack werden dort benutzt, wo sie liegen.</translation>
    </message>
    <message>
        <source>The repositories are cloned into this folder with the first start.</source>
        <translation>Die Repositories werden beim ersten Start in diesen Ordner geklont.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>%1: what it means and what to do</source>
        <translation>%1: was es bedeutet und was zu tun ist</translation>
    </message>
</context>
<context>
    <name>Branch</name>
    <message>
        <source>its own would begin with what a reset goes back to</source>
        <translation>eigene würden mit dem Stand beginnen, auf den ein Zurücksetzen führt</translation>
    </message>
    <message>
        <source>its own is kept since %1</source>
        <translation>eigene sind aufbewahrt seit %1</translation>
    </message>
    <message>
        <source>%1 is checked out, the data is that of %2; %3.</source>
        <translation>%1 ist ausgecheckt, die Daten sind die von %2; %3.</translation>
    </message>
    <message>
        <source>One data for all branches.</source>
        <translation>Dieselben Daten für alle Branches.</translation>
    </message>
    <message>
        <source>The data is that of %1.</source>
        <translation>Die Daten sind die von %1.</translation>
    </message>
    <message>
        <source>%1 (no such branch any more)</source>
        <translation>%1 (diesen Branch gibt es nicht mehr)</translation>
    </message>
    <message>
        <source>Kept for %1.</source>
        <translation>Aufbewahrt für %1.</translation>
    </message>
</context>
<context>
    <name>BranchBlock</name>
    <message>
        <source>Data by branch</source>
        <translation>Daten je Branch</translation>
    </message>
    <message>
        <source>Go over to %1</source>
        <translation>Zu %1 wechseln</translation>
    </message>
    <message>
        <source>The present data is kept for its own branch</source>
        <translation>Die aktuellen Daten bleiben für ihren Branch erhalten</translation>
    </message>
    <message>
        <source>Keep this data for it</source>
        <translation>Diese Daten zuordnen</translation>
    </message>
    <message>
        <source>Nothing moves: the present data belongs to %1 from now on</source>
        <translation>Nichts bewegt sich: Die aktuellen Daten gehören von nun an zu %1</translation>
    </message>
    <message>
        <source>Another branch:</source>
        <translation>Anderer Branch:</translation>
    </message>
    <message>
        <source>When another branch is checked out</source>
        <translation>Wenn ein anderer Branch ausgecheckt wird</translation>
    </message>
    <message>
        <source>same data</source>
        <translation>gleiche Daten</translation>
    </message>
    <message>
        <source>ask</source>
        <translation>fragen</translation>
    </message>
    <message>
        <source>its own</source>
        <translation>eigene</translation>
    </message>
</context>
<context>
    <name>BranchDialog</name>
    <message>
        <source>Whose data?</source>
        <translation>Wessen Daten?</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>Data of %1</source>
        <translation>Daten von %1</translation>
    </message>
    <message>
        <source>go over</source>
        <translation>wechseln</translation>
    </message>
    <message>
        <source>begin anew</source>
        <translation>neu beginnen</translation>
    </message>
    <message>
        <source>stay</source>
        <translation>bleiben</translation>
    </message>
    <message>
        <source>Nothing is lost either way: what is left is kept for its own branch. To begin anew is to begin with what a reset goes back to; what was kept stays as a checkpoint. Where the data stays, the migrations of the branch that is checked out run on it.</source>
        <translation>So oder so geht nichts verloren: Was verlassen wird, bleibt für seinen Branch erhalten. Neu beginnen heißt, mit dem Stand zu beginnen, auf den ein Zurücksetzen führt; was aufbewahrt war, bleibt als Checkpoint. Wo die Daten bleiben, laufen die Migrationen des ausgecheckten Branches auf ihnen.</translation>
    </message>
</context>
<context>
    <name>ChangedRows</name>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Rows of %1 that changed</source>
        <translation>Geänderte Zeilen von %1</translation>
    </message>
    <message>
        <source>added</source>
        <translation>hinzugefügt</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <translation>%1, %2 %3</translation>
    </message>
    <message>
        <source>%1: before %2, now %3</source>
        <translation>%1: vorher %2, jetzt %3</translation>
    </message>
    <message>
        <source>The table changed, and none of its rows.</source>
        <translation>Die Tabelle hat sich geändert, aber keine ihrer Zeilen.</translation>
    </message>
</context>
<context>
    <name>ChangedTables</name>
    <message>
        <source>Tables that changed</source>
        <translation>Geänderte Tabellen</translation>
    </message>
    <message>
        <source>%1: %2 added, %3 changed, %4 removed %5</source>
        <translation>%1: %2 hinzugefügt, %3 geändert, %4 entfernt %5</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>~%1</source>
        <translation>~%1</translation>
    </message>
    <message>
        <source>−%1</source>
        <translation>−%1</translation>
    </message>
</context>
<context>
    <name>ChangesSheet</name>
    <message>
        <source>What changed in the data of %1</source>
        <translation>Änderungen in den Daten von %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Lesen stoppen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Schreibt …</translation>
    </message>
    <message>
        <source>Save as seed</source>
        <translation>Als Seed speichern</translation>
    </message>
    <message>
        <source>Give the seed a name first.</source>
        <translation>Zuerst einen Namen für den Seed eingeben.</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>Columns of a row</source>
        <translation>Spalten einer Zeile</translation>
    </message>
    <message>
        <source>changed columns</source>
        <translation>geänderte Spalten</translation>
    </message>
    <message>
        <source>whole rows</source>
        <translation>ganze Zeilen</translation>
    </message>
    <message>
        <source>Ended before all was read</source>
        <translation>Beendet, bevor alles gelesen war</translation>
    </message>
    <message>
        <source>Nothing changed</source>
        <translation>Keine Änderungen</translation>
    </message>
    <message>
        <source>The data is only read. The earlier data is asked in a server of its own, which goes afterwards.</source>
        <translation>Die Daten werden nur gelesen. Die früheren Daten liest ein eigener Server, der danach wieder verschwindet.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>The rows are those of then.</source>
        <translation>Die Zeilen sind die von damals.</translation>
    </message>
    <message>
        <source>Name of the seed</source>
        <translation>Name des Seeds</translation>
    </message>
    <message>
        <source>Reads the rows once more and writes them.</source>
        <translation>Liest die Zeilen noch einmal und schreibt sie.</translation>
    </message>
    <message>
        <source>Writes all rows to seeds/ of the repository, as statements that can be run again.</source>
        <translation>Schreibt alle Zeilen nach seeds/ im Repository, als wiederholbare Anweisungen.</translation>
    </message>
</context>
<context>
    <name>CheckDetail</name>
    <message>
        <source>fails</source>
        <translation>nicht erfüllt</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>all points pass</source>
        <translation>alle Punkte erfüllt</translation>
    </message>
    <message>
        <source>%1 of %2 fail</source>
        <translation>%1 von %2 nicht erfüllt</translation>
    </message>
    <message>
        <source>Write what is missing…</source>
        <translation>Fehlendes schreiben …</translation>
    </message>
    <message>
        <source>Shows the files first: devstack scaffold</source>
        <translation>Zeigt zuerst die Dateien: devstack scaffold</translation>
    </message>
</context>
<context>
    <name>CheckMatrix</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Definition of done</source>
        <translation>Definition of Done</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>%1: %2 of %3 fail, %4 errors, %5 warnings</source>
        <translation>%1: %2 von %3 nicht erfüllt, %4 Fehler, %5 Warnungen</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>fails</source>
        <translation>nicht erfüllt</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 Warnungen</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 Hinweis</translation>
    </message>
    <message>
        <source>%1 notes</source>
        <translation>%1 Hinweise</translation>
    </message>
</context>
<context>
    <name>CheckpointRow</name>
    <message>
        <source>protected</source>
        <translation>geschützt</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>Einspielen …</translation>
    </message>
    <message>
        <source>Restore the checkpoint %1</source>
        <translation>Checkpoint %1 einspielen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>More about the checkpoint %1</source>
        <translation>Mehr zum Checkpoint %1</translation>
    </message>
    <message>
        <source>Export to a file…</source>
        <translation>In Datei exportieren …</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
</context>
<context>
    <name>ChecksPage</name>
    <message>
        <source>No repositories to check</source>
        <translation>Keine Repositories zu prüfen</translation>
    </message>
    <message>
        <source>Cloned repositories appear here with what they lack. Nothing in them is run.</source>
        <translation>Geklonte Repositories erscheinen hier mit dem, was ihnen fehlt. Nichts in ihnen wird ausgeführt.</translation>
    </message>
    <message>
        <source>Show the overview</source>
        <translation>Übersicht zeigen</translation>
    </message>
    <message>
        <source>Checking the repositories…</source>
        <translation>Prüft die Repositories …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>Chooser</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>CommandDialog</name>
    <message>
        <source>Run %1 of %2</source>
        <translation>%1 von %2 ausführen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>a path inside of the checkout</source>
        <translation>ein Pfad im Checkout</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Auswählen…</translation>
    </message>
</context>
<context>
    <name>CommandField</name>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>Ctrl K</source>
        <translation>Strg K</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>No matches.</source>
        <translation>Keine Treffer.</translation>
    </message>
</context>
<context>
    <name>ConfigChoices</name>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>only one available</source>
        <translation>nur eine vorhanden</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>as its dependents ask</source>
        <translation>wie Abhängige es verlangen</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Save choices for</source>
        <translation>Auswahl speichern für</translation>
    </message>
    <message>
        <source>written to devstack.yml</source>
        <translation>in devstack.yml geschrieben</translation>
    </message>
    <message>
        <source>kept on this machine</source>
        <translation>nur auf diesem Rechner</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Mich</translation>
    </message>
    <message>
        <source>Everyone</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>ConfigFiles</name>
    <message>
        <source>No compose file to show</source>
        <translation>Keine Compose-Datei zu zeigen</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>as it is in the repository</source>
        <translation>wie im Repository</translation>
    </message>
    <message>
        <source>Effective</source>
        <translation>Wirksam</translation>
    </message>
    <message>
        <source>as it runs in this workspace</source>
        <translation>wie sie in diesem Workspace läuft</translation>
    </message>
    <message>
        <source>What was changed and why</source>
        <translation>Was geändert wurde und warum</translation>
    </message>
</context>
<context>
    <name>ConfigIdas</name>
    <message>
        <source>IDAs</source>
        <translation>IDAs</translation>
    </message>
    <message>
        <source>%1, %2, conflicting demands</source>
        <translation>%1, %2, Konflikt</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>ConfigMemory</name>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>for the whole workspace as chosen</source>
        <translation>für den ganzen Workspace wie gewählt</translation>
    </message>
    <message>
        <source>%1 (frees about %2)</source>
        <translation>%1 (gibt etwa %2 frei)</translation>
    </message>
</context>
<context>
    <name>ConfigOutcome</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Another action of this window comes first. Wait for it or cancel it.</source>
        <translation>Eine andere Aktion dieses Fensters geht vor. Abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>The files are being read.</source>
        <translation>Die Dateien werden gelesen.</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>ConfigValues</name>
    <message>
        <source>Reading…</source>
        <translation>Liest …</translation>
    </message>
    <message>
        <source>No values known yet.</source>
        <translation>Noch keine Werte bekannt.</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>%1 %2 is %3, %4</source>
        <translation>%1 %2 ist %3, %4</translation>
    </message>
</context>
<context>
    <name>ConfigurationPage</name>
    <message>
        <source>Nothing to configure yet</source>
        <translation>Noch nichts zu konfigurieren</translation>
    </message>
    <message>
        <source>The workspace&apos;s repositories appear here with the choices they offer.</source>
        <translation>Die Repositories des Workspace erscheinen hier mit dem, was sie zur Auswahl stellen.</translation>
    </message>
    <message>
        <source>Show the overview</source>
        <translation>Übersicht zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Compose file</source>
        <translation>Compose-Datei</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Liest …</translation>
    </message>
    <message>
        <source>Changed lines are highlighted; key order and comments are ignored.</source>
        <translation>Geänderte Zeilen sind hervorgehoben; Reihenfolge und Kommentare zählen nicht.</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>Data</name>
    <message>
        <source>%1 (%2 days ago)</source>
        <translation>%1 (vor %2 Tagen)</translation>
    </message>
    <message>
        <source>Not on this machine. A reset pulls it first.</source>
        <translation>Nicht auf diesem Rechner. Ein Zurücksetzen holt ihn zuerst.</translation>
    </message>
    <message>
        <source>%1 tables</source>
        <translation>%1 Tabellen</translation>
    </message>
    <message>
        <source>with rows</source>
        <translation>mit Zeilen</translation>
    </message>
    <message>
        <source>schema only</source>
        <translation>nur Schema</translation>
    </message>
    <message>
        <source>Made %1 from %2</source>
        <translation>Erstellt %1 aus %2</translation>
    </message>
    <message>
        <source>, commit %1</source>
        <translation>, Commit %1</translation>
    </message>
    <message>
        <source>A dump from the web, fetched once</source>
        <translation>Ein Dump aus dem Web, einmal geholt</translation>
    </message>
    <message>
        <source>A dump. The file is not there any more.</source>
        <translation>Ein Dump. Die Datei ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Dump · %1 · changed %2</source>
        <translation>Dump · %1 · geändert %2</translation>
    </message>
    <message>
        <source>Reset to production schema</source>
        <translation>Auf Produktionsschema zurücksetzen</translation>
    </message>
    <message>
        <source>Reset to fresh data</source>
        <translation>Auf frische Daten zurücksetzen</translation>
    </message>
    <message>
        <source>The present data is kept as a checkpoint.</source>
        <translation>Die aktuellen Daten bleiben als Checkpoint.</translation>
    </message>
    <message>
        <source>Goes back to how the data was %1, then runs what came later. </source>
        <translation>Führt auf den Stand der Daten zurück (%1), dann läuft, was später dazukam. </translation>
    </message>
    <message>
        <source>Begins with %1, then runs pending migrations, clients and seeds. </source>
        <translation>Beginnt mit %1, dann laufen offene Migrationen, Clients und Seeds. </translation>
    </message>
    <message>
        <source>Begins with empty databases, then runs migrations, clients and seeds. </source>
        <translation>Beginnt mit leeren Datenbanken, dann laufen Migrationen, Clients und Seeds. </translation>
    </message>
    <message>
        <source>what the migrations make</source>
        <translation>Ergebnis der Migrationen</translation>
    </message>
    <message>
        <source>No dump or snapshot is named: new data begins empty.</source>
        <translation>Kein Dump oder Snapshot genannt: Neue Daten beginnen leer.</translation>
    </message>
    <message>
        <source>no base yet</source>
        <translation>keine Basis</translation>
    </message>
    <message>
        <source>older base</source>
        <translation>ältere Basis</translation>
    </message>
    <message>
        <source>migrated</source>
        <translation>migriert</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Benutzung</translation>
    </message>
    <message>
        <source>No data was made from it yet.</source>
        <translation>Noch sind keine Daten daraus entstanden.</translation>
    </message>
    <message>
        <source>No data is kept yet that a reset could go back to.</source>
        <translation>Noch ist nichts aufbewahrt, worauf ein Zurücksetzen führen könnte.</translation>
    </message>
    <message>
        <source>The base of %1 was made from something else. The next reset makes it from this.</source>
        <translation>Die Basis (%1) entstand aus etwas anderem. Das nächste Zurücksetzen macht sie hieraus.</translation>
    </message>
    <message>
        <source>The base of %1 was made from a dump or a snapshot. The next reset makes it anew.</source>
        <translation>Die Basis (%1) entstand aus einem Dump oder Snapshot. Das nächste Zurücksetzen macht sie neu.</translation>
    </message>
    <message>
        <source>The present base was made from it, %1.</source>
        <translation>Die aktuelle Basis ist daraus entstanden, %1.</translation>
    </message>
    <message>
        <source>The present base was made %1.</source>
        <translation>Die aktuelle Basis ist entstanden: %1.</translation>
    </message>
    <message>
        <source>Named by the repository.</source>
        <translation>Vom Repository genannt.</translation>
    </message>
    <message>
        <source>Chosen by you, on this machine only. The repository names nothing.</source>
        <translation>Selbst gewählt, nur auf diesem Rechner. Das Repository nennt nichts.</translation>
    </message>
    <message>
        <source>Chosen by you, on this machine only. The repository names %1.</source>
        <translation>Selbst gewählt, nur auf diesem Rechner. Das Repository nennt %1.</translation>
    </message>
    <message>
        <source>made anew</source>
        <translation>neu angelegt</translation>
    </message>
    <message>
        <source>a layer over the kept data</source>
        <translation>eine Schicht über den aufbewahrten Daten</translation>
    </message>
    <message>
        <source>a copy of the kept data</source>
        <translation>eine Kopie der aufbewahrten Daten</translation>
    </message>
    <message>
        <source>ready in %1, done in %2, %3</source>
        <translation>bereit nach %1, fertig nach %2, %3</translation>
    </message>
    <message>
        <source>Last reset %1: %2.</source>
        <translation>Zuletzt zurückgesetzt %1: %2.</translation>
    </message>
    <message>
        <source>ready in %1</source>
        <translation>bereit nach %1</translation>
    </message>
    <message>
        <source>done in %1</source>
        <translation>fertig nach %1</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>No data here yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>IDAs with a database or with seeds in their manifest appear here.</source>
        <translation>IDAs mit einer Datenbank oder mit Seeds im Manifest erscheinen hier.</translation>
    </message>
    <message>
        <source>Show the overview</source>
        <translation>Übersicht zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Reading sizes and snapshots…</source>
        <translation>Liest Größen und Snapshots …</translation>
    </message>
</context>
<context>
    <name>DataPane</name>
    <message>
        <source>Another action of this window comes first. Wait for it or cancel it.</source>
        <translation>Eine andere Aktion dieses Fensters geht vor. Abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>The engine does not answer.</source>
        <translation>Die Engine antwortet nicht.</translation>
    </message>
    <message>
        <source>Data of %1</source>
        <translation>Daten von %1</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>What changed…</source>
        <translation>Änderungen …</translation>
    </message>
    <message>
        <source>Tables and rows that were added, changed and removed, to look at and to save as a seed</source>
        <translation>Hinzugefügte, geänderte und entfernte Tabellen und Zeilen ansehen und als Seed speichern</translation>
    </message>
    <message>
        <source>Schema…</source>
        <translation>Schema …</translation>
    </message>
    <message>
        <source>Differences of the schema…</source>
        <translation>Unterschiede im Schema …</translation>
    </message>
    <message>
        <source>Production, migrations and the live database, object by object</source>
        <translation>Produktion, Migrationen und Live-Datenbank, Objekt für Objekt</translation>
    </message>
    <message>
        <source>New data begins with</source>
        <translation>Neue Daten beginnen mit</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>Branches</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>None yet. Save one before you try something; a reset makes one by itself.</source>
        <translation>Noch keiner. Vor Versuchen einen speichern; ein Zurücksetzen legt selbst einen an.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Keeps the present data under a name; its services restart for it</source>
        <translation>Bewahrt die aktuellen Daten unter einem Namen auf; die Services starten dafür neu</translation>
    </message>
    <message>
        <source>Save a checkpoint…</source>
        <translation>Checkpoint speichern …</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Makes a checkpoint of a file that a colleague exported</source>
        <translation>Macht einen Checkpoint aus einer Datei, die jemand exportiert hat</translation>
    </message>
    <message>
        <source>Import a checkpoint…</source>
        <translation>Checkpoint importieren …</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Seeds</translation>
    </message>
    <message>
        <source>Its manifest declares no seeds.</source>
        <translation>Das Manifest deklariert keine Seeds.</translation>
    </message>
    <message>
        <source>%1 is not running.</source>
        <translation>%1 läuft nicht.</translation>
    </message>
    <message>
        <source>Apply a file to %1</source>
        <translation>Datei auf %1 anwenden</translation>
    </message>
    <message>
        <source>Files with a loader (%1)</source>
        <translation>Dateien mit Loader (%1)</translation>
    </message>
    <message>
        <source>Export %1 of %2</source>
        <translation>%1 von %2 exportieren</translation>
    </message>
    <message>
        <source>Import a checkpoint of %1</source>
        <translation>Checkpoint von %1 importieren</translation>
    </message>
</context>
<context>
    <name>DataReset</name>
    <message>
        <source>%1…</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>Says exactly what goes, and asks first</source>
        <translation>Sagt genau, was wegfällt, und fragt zuerst</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Back to %1; the present data is kept as a checkpoint</source>
        <translation>Zurück zu %1; die aktuellen Daten bleiben als Checkpoint</translation>
    </message>
    <message>
        <source>Undo the reset</source>
        <translation>Zurücksetzen rückgängig machen</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>IDA</source>
        <translation>IDA</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>Beginnt mit</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Seeds applied</source>
        <translation>Seeds</translation>
    </message>
    <message>
        <source>Checkpoints</source>
        <translation>Checkpoints</translation>
    </message>
    <message>
        <source>IDAs with data</source>
        <translation>IDAs mit Daten</translation>
    </message>
    <message>
        <source>%1, %2, %3, seeds %4, checkpoints %5</source>
        <translation>%1, %2, %3, Seeds %4, Checkpoints %5</translation>
    </message>
</context>
<context>
    <name>DatabaseBlock</name>
    <message>
        <source>Database %1</source>
        <translation>Datenbank %1</translation>
    </message>
    <message>
        <source>Use a dump or a snapshot…</source>
        <translation>Dump oder Snapshot nutzen …</translation>
    </message>
    <message>
        <source>For you alone; nothing is written into the repository</source>
        <translation>Nur auf diesem Rechner; nichts wird ins Repository geschrieben</translation>
    </message>
    <message>
        <source>Back to the repository&apos;s choice</source>
        <translation>Zurück zur Wahl des Repositorys</translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message>
        <source>Delete %1 of %2?</source>
        <translation>%1 von %2 löschen?</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
</context>
<context>
    <name>DropCover</name>
    <message>
        <source>Drop it for %1</source>
        <translation>Für %1 ablegen</translation>
    </message>
    <message>
        <source>%1: given to its data.</source>
        <translation>%1: wird auf die Daten angewendet.</translation>
    </message>
    <message>
        <source>A dump: its new data can begin with it.</source>
        <translation>Ein Dump: Neue Daten können damit beginnen.</translation>
    </message>
    <message>
        <source>It takes no files.</source>
        <translation>Nimmt keine Dateien an.</translation>
    </message>
</context>
<context>
    <name>EdgeEvidence</name>
    <message>
        <source>Evidence</source>
        <translation>Belege</translation>
    </message>
</context>
<context>
    <name>EditorProgram</name>
    <message>
        <source>No editor found.</source>
        <translation>Kein Editor gefunden.</translation>
    </message>
    <message>
        <source>Name yours in the environment variable EDITOR.</source>
        <translation>Den eigenen in der Umgebungsvariablen EDITOR nennen.</translation>
    </message>
</context>
<context>
    <name>FactRow</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>Figure</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>FileDrop</name>
    <message>
        <source>Drop a file here: %1</source>
        <translation>Datei hier ablegen: %1</translation>
    </message>
    <message>
        <source>given to the data of %1, and kept to be given again</source>
        <translation>wird auf die Daten von %1 angewendet und für ein weiteres Mal aufbewahrt</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen …</translation>
    </message>
</context>
<context>
    <name>FindingList</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>%1 · %2 suppressed by comments</source>
        <translation>%1 · %2 durch Kommentare unterdrückt</translation>
    </message>
    <message>
        <source>Findings of</source>
        <translation>Befunde von</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Prüft …</translation>
    </message>
    <message>
        <source>No findings.</source>
        <translation>Keine Befunde.</translation>
    </message>
</context>
<context>
    <name>FindingRow</name>
    <message>
        <source>%1, %2, %3: %4</source>
        <translation>%1, %2, %3: %4</translation>
    </message>
    <message>
        <source>Opens the line in your editor</source>
        <translation>Öffnet die Zeile im Editor</translation>
    </message>
    <message>
        <source>Copy the finding</source>
        <translation>Befund kopieren</translation>
    </message>
</context>
<context>
    <name>GiveDialog</name>
    <message>
        <source>Give %1 to %2</source>
        <translation>%1 auf %2 anwenden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Begin new data with it…</source>
        <translation>Neue Daten damit beginnen …</translation>
    </message>
    <message>
        <source>The present data stays; the next reset begins with this dump</source>
        <translation>Die aktuellen Daten bleiben; das nächste Zurücksetzen beginnt mit diesem Dump</translation>
    </message>
    <message>
        <source>Give it to the data</source>
        <translation>Auf die Daten anwenden</translation>
    </message>
    <message>
        <source>Changes the present data. A copy is kept in the workspace, so that it can be given again; it stands among the seeds.</source>
        <translation>Ändert die aktuellen Daten. Eine Kopie bleibt für ein weiteres Mal im Workspace; sie steht bei den Seeds.</translation>
    </message>
    <message>
        <source>After each reset</source>
        <translation>Nach jedem Zurücksetzen</translation>
    </message>
    <message>
        <source>Whatever makes new data gives it too, behind the seeds.</source>
        <translation>Alles, was neue Daten anlegt, wendet sie auch an, nach den Seeds.</translation>
    </message>
</context>
<context>
    <name>GraphCard</name>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message>
        <source>1 problem</source>
        <translation>1 Problem</translation>
    </message>
    <message>
        <source>%1 problems</source>
        <translation>%1 Probleme</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>1 error in the logs of %1</source>
        <translation>1 Fehler in den Logs von %1</translation>
    </message>
    <message>
        <source>%1 errors in the logs of %2</source>
        <translation>%1 Fehler in den Logs von %2</translation>
    </message>
    <message>
        <source>%1 since the start: show them</source>
        <translation>%1 seit dem Start: zeigen</translation>
    </message>
</context>
<context>
    <name>GraphTools</name>
    <message>
        <source>declared</source>
        <translation>deklariert</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>abgeleitet</translation>
    </message>
    <message>
        <source>1 choice to make</source>
        <translation>1 Auswahl offen</translation>
    </message>
    <message>
        <source>%1 choices to make</source>
        <translation>Auswahl offen: %1</translation>
    </message>
    <message>
        <source>1 unresolved name</source>
        <translation>1 ungelöster Name</translation>
    </message>
    <message>
        <source>%1 unresolved names</source>
        <translation>%1 ungelöste Namen</translation>
    </message>
    <message>
        <source>Names in files that no service in this workspace uses</source>
        <translation>Namen in Dateien, die kein Service dieses Workspace trägt</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>Verkleinern (−)</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Fit everything (F)</source>
        <translation>Alles einpassen (F)</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>Vergrößern (+)</translation>
    </message>
</context>
<context>
    <name>GraphView</name>
    <message>
        <source>Dependency graph of %1 IDAs</source>
        <translation>Abhängigkeitsgraph von %1 IDAs</translation>
    </message>
</context>
<context>
    <name>HelpSheet</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation>Alt+Links</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import a checkpoint of %1</source>
        <translation>Checkpoint von %1 importieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>%1 is read whole and compared with the databases of %2 before anything is made. The present data stays as it is.</source>
        <translation>%1 wird ganz gelesen und mit den Datenbanken von %2 verglichen, bevor etwas angelegt wird. Die aktuellen Daten bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>the one that it had</source>
        <translation>der bisherige</translation>
    </message>
    <message>
        <source>Name of the checkpoint</source>
        <translation>Name des Checkpoints</translation>
    </message>
</context>
<context>
    <name>InspectorActions</name>
    <message>
        <source>Another action of this window comes first. Wait for it or cancel it.</source>
        <translation>Eine andere Aktion dieses Fensters geht vor. Abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>The engine does not answer.</source>
        <translation>Die Engine antwortet nicht.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Nothing answers there: %1 is not running.</source>
        <translation>Dort antwortet nichts: %1 läuft nicht.</translation>
    </message>
    <message>
        <source>Add to the workspace</source>
        <translation>Zum Workspace hinzufügen</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Seed a file…</source>
        <translation>Datei anwenden …</translation>
    </message>
    <message>
        <source>%1 is not running.</source>
        <translation>%1 läuft nicht.</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>%1 is not cloned yet.</source>
        <translation>%1 ist noch nicht geklont.</translation>
    </message>
    <message>
        <source>Scripts</source>
        <translation>Skripte</translation>
    </message>
    <message>
        <source>The repository&apos;s Make targets and scripts; they run on this machine</source>
        <translation>Make-Targets und Skripte des Repositorys; sie laufen auf diesem Rechner</translation>
    </message>
    <message>
        <source>%1 does not run here.</source>
        <translation>%1 läuft nicht hier.</translation>
    </message>
    <message>
        <source>It runs inside %1, which is not running.</source>
        <translation>Läuft innerhalb von %1, das nicht läuft.</translation>
    </message>
    <message>
        <source>Seed a file</source>
        <translation>Datei anwenden</translation>
    </message>
    <message>
        <source>Restart the applications; databases go on running</source>
        <translation>Startet die Anwendungen neu; Datenbanken laufen weiter</translation>
    </message>
    <message>
        <source>Needed by %1</source>
        <translation>Wird gebraucht von %1</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>Neu bauen</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Pull</translation>
    </message>
    <message>
        <source>Remove from the workspace</source>
        <translation>Aus dem Workspace nehmen</translation>
    </message>
    <message>
        <source>Stop %1 first.</source>
        <translation>Erst %1 stoppen.</translation>
    </message>
    <message>
        <source>What it would do…</source>
        <translation>Was es täte …</translation>
    </message>
</context>
<context>
    <name>InspectorData</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
</context>
<context>
    <name>InspectorEdges</name>
    <message>
        <source>inferred, %1</source>
        <translation>abgeleitet, %1</translation>
    </message>
    <message>
        <source>Hide evidence</source>
        <translation>Beleg ausblenden</translation>
    </message>
    <message>
        <source>Show evidence</source>
        <translation>Beleg zeigen</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
</context>
<context>
    <name>InspectorHead</name>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
</context>
<context>
    <name>InspectorNotices</name>
    <message>
        <source>Waiting for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Show its log</source>
        <translation>Log zeigen</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>Erneut starten</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>Run by it</source>
        <translation>Damit ausführen</translation>
    </message>
    <message>
        <source>Run %1 by %2</source>
        <translation>%1 mit %2 ausführen</translation>
    </message>
    <message>
        <source>Another action of this window comes first. Wait for it or cancel it.</source>
        <translation>Eine andere Aktion dieses Fensters geht vor. Abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>Compose has not read its files as they are now: they are shown as Devstack reads them. Provisioning asks Compose.</source>
        <translation>Compose hat die Dateien in ihrem aktuellen Stand nicht gelesen: Sie sind so gezeigt, wie Devstack sie liest. Beim Bereitstellen wird Compose gefragt.</translation>
    </message>
    <message>
        <source>Other IDAs seem to need it: their files name it, see below. It joins the workspace only when you add it.</source>
        <translation>Andere IDAs scheinen sie zu brauchen: Deren Dateien nennen sie, siehe unten. In den Workspace kommt sie erst durch Hinzufügen.</translation>
    </message>
    <message>
        <source>Not trusted yet: nothing in it runs until you agree, and its files are shown as Devstack reads them, not Compose.</source>
        <translation>Noch ohne Vertrauen: Vor der Zustimmung läuft nichts darin, und die Dateien sind so gezeigt, wie Devstack sie liest, nicht Compose.</translation>
    </message>
    <message>
        <source>Not cloned yet. Provisioning clones it and asks before running anything in it.</source>
        <translation>Noch nicht geklont. Das Bereitstellen klont und fragt, bevor etwas darin läuft.</translation>
    </message>
    <message>
        <source>Give the values…</source>
        <translation>Werte angeben …</translation>
    </message>
</context>
<context>
    <name>InspectorPanel</name>
    <message>
        <source>Inspector of %1</source>
        <translation>Inspektor von %1</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Braucht</translation>
    </message>
    <message>
        <source>Needed by</source>
        <translation>Gebraucht von</translation>
    </message>
    <message>
        <source>%1…</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>Another action of this window comes first. Wait for it or cancel it.</source>
        <translation>Eine andere Aktion dieses Fensters geht vor. Abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>The engine does not answer.</source>
        <translation>Die Engine antwortet nicht.</translation>
    </message>
</context>
<context>
    <name>InspectorServices</name>
    <message>
        <source>Services</source>
        <translation>Services</translation>
    </message>
    <message>
        <source>%1 has no container yet. Provision makes it.</source>
        <translation>%1 hat noch keinen Container. „Bereitstellen“ legt ihn an.</translation>
    </message>
    <message>
        <source>More of %1</source>
        <translation>Mehr zu %1</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>%1 is not running.</source>
        <translation>%1 läuft nicht.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Database shell</source>
        <translation>Datenbank-Shell</translation>
    </message>
</context>
<context>
    <name>LeftToOwner</name>
    <message>
        <source>Left to its owner</source>
        <translation>Dem Owner überlassen</translation>
    </message>
</context>
<context>
    <name>LogBox</name>
    <message>
        <source>Log of %1</source>
        <translation>Log von %1</translation>
    </message>
    <message>
        <source>No matching lines</source>
        <translation>Keine passenden Zeilen</translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation>Noch nichts geschrieben</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>Nichts läuft</translation>
    </message>
    <message>
        <source>None of the %1 lines kept matches the search.</source>
        <translation>Keine der %1 aufbewahrten Zeilen passt zur Suche.</translation>
    </message>
    <message>
        <source>Lines appear here as services write them.</source>
        <translation>Zeilen erscheinen hier, sobald Services sie schreiben.</translation>
    </message>
    <message>
        <source>Logs appear here as soon as a service runs.</source>
        <translation>Logs erscheinen hier, sobald ein Service läuft.</translation>
    </message>
    <message>
        <source>Show all lines</source>
        <translation>Alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>Open or fold</source>
        <translation>Auf- oder zuklappen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>LogHead</name>
    <message>
        <source>Lines of %1</source>
        <translation>Zeilen von %1</translation>
    </message>
    <message>
        <source>paused · %1 waiting</source>
        <translation>pausiert · %1 warten</translation>
    </message>
    <message>
        <source>following</source>
        <translation>läuft mit</translation>
    </message>
    <message>
        <source>Back to the newest line (End)</source>
        <translation>Zurück zur neuesten Zeile (Ende)</translation>
    </message>
    <message>
        <source>Resume (Ctrl+P)</source>
        <translation>Fortsetzen (Strg+P)</translation>
    </message>
    <message>
        <source>Pause without losing lines (Ctrl+P)</source>
        <translation>Pausieren, ohne Zeilen zu verlieren (Strg+P)</translation>
    </message>
    <message>
        <source>Choose IDAs and services</source>
        <translation>IDAs und Services auswählen</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 neue</translation>
    </message>
    <message>
        <source>Close this pane (Ctrl+Shift+W)</source>
        <translation>Diesen Bereich schließen (Strg+Umschalt+W)</translation>
    </message>
</context>
<context>
    <name>LogPane</name>
    <message>
        <source>Log lines</source>
        <translation>Zeilen des Logs</translation>
    </message>
</context>
<context>
    <name>LogSearch</name>
    <message>
        <source>“%1” is no level: error, warning, info, debug</source>
        <translation>„%1“ ist keine Stufe: error, warning, info, debug</translation>
    </message>
    <message>
        <source>“%1” is no time: 14:03, 10m, 2026-11-21T18:30</source>
        <translation>„%1“ ist keine Zeit: 14:03, 10m, 2026-11-21T18:30</translation>
    </message>
</context>
<context>
    <name>LogSearchField</name>
    <message>
        <source>Search, service: level: after: before:</source>
        <translation>Suche, service: level: after: before:</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>Regulärer Ausdruck</translation>
    </message>
    <message>
        <source>Show what is around the matches too</source>
        <translation>Auch zeigen, was um die Treffer steht</translation>
    </message>
    <message>
        <source>Kept searches (Down)</source>
        <translation>Aufbewahrte Suchen (Pfeil ab)</translation>
    </message>
    <message>
        <source>Keep this search</source>
        <translation>Diese Suche aufbewahren</translation>
    </message>
    <message>
        <source>There is none yet</source>
        <translation>Es gibt noch keine</translation>
    </message>
    <message>
        <source>Forget this search</source>
        <translation>Diese Suche vergessen</translation>
    </message>
    <message>
        <source>Search these lines</source>
        <translation>Diese Zeilen durchsuchen</translation>
    </message>
</context>
<context>
    <name>LogSources</name>
    <message>
        <source>IDAs and services that are shown</source>
        <translation>IDAs und Services, die angezeigt werden</translation>
    </message>
</context>
<context>
    <name>LogTools</name>
    <message>
        <source>1 error</source>
        <translation>1 Fehler</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <source>Only errors</source>
        <translation>Nur Fehler</translation>
    </message>
    <message>
        <source>1 warning</source>
        <translation>1 Warnung</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 Warnungen</translation>
    </message>
    <message>
        <source>Only warnings and errors</source>
        <translation>Nur Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Previous error (Shift+F8)</source>
        <translation>Voriger Fehler (Umschalt+F8)</translation>
    </message>
    <message>
        <source>Next error (F8)</source>
        <translation>Nächster Fehler (F8)</translation>
    </message>
    <message>
        <source>Time of day</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>How long ago</source>
        <translation>Wie lange her</translation>
    </message>
    <message>
        <source>Time since the line above</source>
        <translation>Zeit seit der Zeile darüber</translation>
    </message>
    <message>
        <source>Wrap long lines</source>
        <translation>Lange Zeilen umbrechen</translation>
    </message>
    <message>
        <source>Export lines into a file</source>
        <translation>Zeilen in eine Datei exportieren</translation>
    </message>
    <message>
        <source>Export what is shown…</source>
        <translation>Exportieren, was angezeigt wird…</translation>
    </message>
    <message>
        <source>Export everything of these services…</source>
        <translation>Alles von diesen Services exportieren…</translation>
    </message>
    <message>
        <source>Split to the right (Ctrl+D)</source>
        <translation>Nach rechts teilen (Strg+D)</translation>
    </message>
    <message>
        <source>Split below (Ctrl+Shift+D)</source>
        <translation>Nach unten teilen (Strg+Umschalt+D)</translation>
    </message>
</context>
<context>
    <name>LogsPage</name>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>the newest %1 lines, %2 older ones left out</source>
        <translation>die neuesten %1 Zeilen, %2 ältere ausgelassen</translation>
    </message>
    <message>
        <source>%1 lines · kept after containers are gone</source>
        <translation>%1 Zeilen · bleiben, wenn Container weg sind</translation>
    </message>
    <message>
        <source>Export lines</source>
        <translation>Zeilen exportieren</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>%1 · Devstack</source>
        <translation>%1 · Devstack</translation>
    </message>
    <message>
        <source>Devstack</source>
        <translation>Devstack</translation>
    </message>
</context>
<context>
    <name>MakeDialog</name>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Clone</source>
        <translation>Klonen</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>URL of the repository</source>
        <translation>URL des Repositorys</translation>
    </message>
    <message>
        <source>https://git.example.org/credentials.git</source>
        <translation>https://git.example.org/credentials.git</translation>
    </message>
    <message>
        <source>Folder of the workspace</source>
        <translation>Ordner des Workspace</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>%1: %2 %</source>
        <translation>%1: %2 %</translation>
    </message>
</context>
<context>
    <name>ModeDialog</name>
    <message>
        <source>Use %1 from elsewhere</source>
        <translation>%1 von anderswo nutzen</translation>
    </message>
    <message>
        <source>Run %1 from an image</source>
        <translation>%1 aus einem Image ausführen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Nutzen</translation>
    </message>
    <message>
        <source>Run the image</source>
        <translation>Image ausführen</translation>
    </message>
    <message>
        <source>It does not run here. Every IDA that needs it reaches this address under its names.</source>
        <translation>Läuft nicht hier. Jede IDA, die sie braucht, erreicht diese Adresse unter ihren Namen.</translation>
    </message>
    <message>
        <source>It is not built from the checkout. Leave empty to use the image from its files or devstack.yml.</source>
        <translation>Wird nicht aus dem Checkout gebaut. Leer: das Image aus den Dateien oder aus devstack.yml.</translation>
    </message>
    <message>
        <source>https://search.example.org</source>
        <translation>https://search.example.org</translation>
    </message>
    <message>
        <source>registry.example.org/platform:main</source>
        <translation>registry.example.org/platform:main</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
</context>
<context>
    <name>NavigationEntry</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>NeedList</name>
    <message>
        <source>Shows its card</source>
        <translation>Zeigt ihre Karte</translation>
    </message>
</context>
<context>
    <name>NoteRow</name>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
</context>
<context>
    <name>NoticeBell</name>
    <message>
        <source>Notices</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>1 new notice</source>
        <translation>1 neue Meldung</translation>
    </message>
    <message>
        <source>%1 new notices</source>
        <translation>%1 neue Meldungen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Runs that end and services that become unhealthy are listed here.</source>
        <translation>Hier stehen Läufe, die enden, und Services, die nicht mehr gesund sind.</translation>
    </message>
</context>
<context>
    <name>NoticeEntry</name>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>Operation</name>
    <message>
        <source>Provision</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>Bauen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Take down</source>
        <translation>Abbauen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed anwenden</translation>
    </message>
    <message>
        <source>Save seed</source>
        <translation>Seed speichern</translation>
    </message>
    <message>
        <source>Migrate</source>
        <translation>Migrieren</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Einspielen</translation>
    </message>
    <message>
        <source>Switch data</source>
        <translation>Daten wechseln</translation>
    </message>
    <message>
        <source>Data by branch</source>
        <translation>Daten je Branch</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Remove file</source>
        <translation>Datei entfernen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Memory-saving settings</source>
        <translation>Speichersparende Einstellungen</translation>
    </message>
    <message>
        <source>Compose file</source>
        <translation>Compose-Datei</translation>
    </message>
    <message>
        <source>%1 everything</source>
        <translation>%1: alles</translation>
    </message>
    <message>
        <source>%1 %2 IDAs</source>
        <translation>%1: %2 IDAs</translation>
    </message>
    <message>
        <source>%1 was applied.</source>
        <translation>%1 ist angewendet.</translation>
    </message>
    <message>
        <source>%1 is reset: %2.</source>
        <translation>%1 ist zurückgesetzt: %2.</translation>
    </message>
    <message>
        <source>The data is kept as %1.</source>
        <translation>Die Daten sind als %1 aufbewahrt.</translation>
    </message>
    <message>
        <source>The data of %1 is %2 again.</source>
        <translation>Die Daten von %1 sind wieder %2.</translation>
    </message>
    <message>
        <source>The checkpoint %1 of %2 is deleted.</source>
        <translation>Der Checkpoint %1 von %2 ist gelöscht.</translation>
    </message>
    <message>
        <source>%1 is not kept for %2 any more.</source>
        <translation>%1 ist für %2 nicht mehr aufbewahrt.</translation>
    </message>
    <message>
        <source>%1 is written to %2.</source>
        <translation>%1 ist nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>%1 has the checkpoint %2 now.</source>
        <translation>%1 hat jetzt den Checkpoint %2.</translation>
    </message>
    <message>
        <source>The changes are written to %1.</source>
        <translation>Die Änderungen sind nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>New data of %1 begins with what the repository names.</source>
        <translation>Neue Daten von %1 beginnen mit dem, was das Repository nennt.</translation>
    </message>
    <message>
        <source>New data of %1 begins with %2.</source>
        <translation>Neue Daten von %1 beginnen mit %2.</translation>
    </message>
    <message>
        <source>%1 runs by the compose file that is found by itself.</source>
        <translation>%1 läuft mit der Compose-Datei, die von selbst gefunden wird.</translation>
    </message>
    <message>
        <source>%1 runs by %2 now.</source>
        <translation>%1 läuft jetzt mit %2.</translation>
    </message>
    <message>
        <source>The data of %1 is that of %2 now.</source>
        <translation>Die Daten von %1 sind jetzt die von %2.</translation>
    </message>
    <message>
        <source>The data of %1 belongs to the branch that is checked out.</source>
        <translation>Die Daten von %1 gehören zum ausgecheckten Branch.</translation>
    </message>
    <message>
        <source>%1 has one data for all branches.</source>
        <translation>%1 hat dieselben Daten für alle Branches.</translation>
    </message>
    <message>
        <source>The data of %1 goes with the branch.</source>
        <translation>Die Daten von %1 gehen mit dem Branch.</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <translation>Fertig: %1</translation>
    </message>
    <message>
        <source>Switch on memory-saving settings of %1</source>
        <translation>Speichersparende Einstellungen von %1 einschalten</translation>
    </message>
    <message>
        <source>Switch off memory-saving settings of %1</source>
        <translation>Speichersparende Einstellungen von %1 ausschalten</translation>
    </message>
    <message>
        <source>Use the configuration %2 of %1</source>
        <translation>Konfiguration %2 von %1 nutzen</translation>
    </message>
    <message>
        <source>Run all of %1</source>
        <translation>Alles von %1 ausführen</translation>
    </message>
    <message>
        <source>Run %1 in its variant %2</source>
        <translation>%1 in der Variante %2 ausführen</translation>
    </message>
    <message>
        <source>Run %1 by %2</source>
        <translation>%1 mit %2 ausführen</translation>
    </message>
    <message>
        <source>Switch %1 off</source>
        <translation>%1 ausschalten</translation>
    </message>
    <message>
        <source>Use %1 from elsewhere…</source>
        <translation>%1 von anderswo nutzen …</translation>
    </message>
    <message>
        <source>Use %1 from elsewhere</source>
        <translation>%1 von anderswo nutzen</translation>
    </message>
    <message>
        <source>Run %1 from its image</source>
        <translation>%1 aus dem Image ausführen</translation>
    </message>
    <message>
        <source>Run %1 from its checkout</source>
        <translation>%1 aus dem Checkout ausführen</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>No repositories yet</source>
        <translation>Noch keine Repositories</translation>
    </message>
    <message>
        <source>Add the repository you work on. Its dependencies are cloned too.</source>
        <translation>Das Repository hinzufügen, an dem gearbeitet wird. Abhängigkeiten werden mit geklont.</translation>
    </message>
    <message>
        <source>Add a repository</source>
        <translation>Repository hinzufügen</translation>
    </message>
    <message>
        <source>Reading the workspace…</source>
        <translation>Liest den Workspace …</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>schema, checkpoints, seeds</source>
        <translation>Schema, Checkpoints, Seeds</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>what repositories lack; nothing in them is run</source>
        <translation>was Repositories fehlt; nichts in ihnen wird ausgeführt</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Terminals</source>
        <translation>Terminals</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>what is here, in start order</source>
        <translation>was es hier gibt, in Startreihenfolge</translation>
    </message>
</context>
<context>
    <name>PaneHandle</name>
    <message>
        <source>Height of the pane above</source>
        <translation>Höhe des Bereichs darüber</translation>
    </message>
    <message>
        <source>Width of the pane to the left</source>
        <translation>Breite des Bereichs links</translation>
    </message>
</context>
<context>
    <name>PasteDialog</name>
    <message>
        <source>Paste and run this line?</source>
        <translation>Diese Zeile einfügen und ausführen?</translation>
    </message>
    <message>
        <source>Paste and run %1 lines?</source>
        <translation>%1 Zeilen einfügen und ausführen?</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>The program does not tell pasted text from typed text: it runs each line as soon as it gets it.</source>
        <translation>Das Programm unterscheidet eingefügten nicht von getipptem Text: Es führt jede Zeile aus, sobald es sie bekommt.</translation>
    </message>
</context>
<context>
    <name>PlaceRow</name>
    <message>
        <source>Opens the line in your editor</source>
        <translation>Öffnet die Zeile im Editor</translation>
    </message>
    <message>
        <source>Copy the file and line</source>
        <translation>Datei und Zeile kopieren</translation>
    </message>
</context>
<context>
    <name>PlanDialog</name>
    <message>
        <source>What provisioning %1 would do</source>
        <translation>Was %1 bereitzustellen täte</translation>
    </message>
    <message>
        <source>What provisioning everything would do</source>
        <translation>Was alles bereitzustellen täte</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Noch einmal ansehen</translation>
    </message>
    <message>
        <source>Provision anyway</source>
        <translation>Trotzdem bereitstellen</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>The plan is being made.</source>
        <translation>Der Plan wird gemacht.</translation>
    </message>
    <message>
        <source>Another action of this window comes first. Wait for it or cancel it.</source>
        <translation>Erst kommt eine andere Aktion dieses Fensters. Warten oder abbrechen.</translation>
    </message>
    <message>
        <source>Making the plan…</source>
        <translation>Der Plan wird gemacht …</translation>
    </message>
    <message>
        <source>Nothing to do: everything is as its files say.</source>
        <translation>Nichts zu tun: Alles ist, wie seine Dateien es sagen.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>%1 (frees about %2)</source>
        <translation>%1 (gibt etwa %2 frei)</translation>
    </message>
</context>
<context>
    <name>PlanSteps</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>QuitDialog</name>
    <message>
        <source>Something goes on</source>
        <translation>Es läuft noch etwas</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop it and quit</source>
        <translation>Stoppen und beenden</translation>
    </message>
    <message>
        <source>Keep it running in the tray</source>
        <translation>Im Infobereich weiterlaufen lassen</translation>
    </message>
    <message>
        <source>Finish it, then quit</source>
        <translation>Abwarten, dann beenden</translation>
    </message>
    <message>
        <source>In the tray it goes on without the window. Stopped, it can be continued later.</source>
        <translation>Im Infobereich geht es ohne Fenster weiter. Gestoppt lässt es sich später fortsetzen.</translation>
    </message>
    <message>
        <source>The window can close while it goes on; the program then quits when it is over. Stopped, it can be continued later.</source>
        <translation>Das Fenster kann schließen, während es weitergeht; das Programm endet dann danach. Gestoppt lässt es sich später fortsetzen.</translation>
    </message>
</context>
<context>
    <name>ResetDialog</name>
    <message>
        <source>Reset the data of %1?</source>
        <translation>Daten von %1 zurücksetzen?</translation>
    </message>
    <message>
        <source>Keep the data</source>
        <translation>Daten behalten</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Working out what would be deleted…</source>
        <translation>Ermittelt, was gelöscht würde …</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Restore %1 of %2?</source>
        <translation>%1 von %2 einspielen?</translation>
    </message>
    <message>
        <source>Keep the present data</source>
        <translation>Aktuelle Daten behalten</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Einspielen</translation>
    </message>
    <message>
        <source>The present data is kept as a checkpoint, so you can undo this. Migrations and registrations missing from the older data run again.</source>
        <translation>Die aktuellen Daten bleiben als Checkpoint, das lässt sich also rückgängig machen. Migrationen und Registrierungen, die den älteren Daten fehlen, laufen erneut.</translation>
    </message>
</context>
<context>
    <name>Run</name>
    <message>
        <source>done, %1 left undone</source>
        <translation>fertig, %1 offen geblieben</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>waiting for an answer</source>
        <translation>wartet auf Antwort</translation>
    </message>
    <message>
        <source>%1 after %2 of %3</source>
        <translation>%1 nach %2 von %3</translation>
    </message>
    <message>
        <source>Planning…</source>
        <translation>Plant …</translation>
    </message>
    <message>
        <source>Everything is up to date: %1 checked in %2.</source>
        <translation>Alles ist aktuell: %1 geprüft in %2.</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 Schritte</translation>
    </message>
</context>
<context>
    <name>RunComparisonSheet</name>
    <message>
        <source>Two runs compared</source>
        <translation>Zwei Läufe im Vergleich</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tauschen</translation>
    </message>
    <message>
        <source>The other run first</source>
        <translation>Der andere Lauf zuerst</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>%1: %2, then %3</source>
        <translation>%1: %2, dann %3</translation>
    </message>
</context>
<context>
    <name>RunHead</name>
    <message>
        <source>It cannot be run again from here. Copy the command and run it in a terminal.</source>
        <translation>Von hier aus nicht wiederholbar. Den Befehl kopieren und in einem Terminal ausführen.</translation>
    </message>
    <message>
        <source>Another action of this window comes first. Wait for it or cancel it.</source>
        <translation>Eine andere Aktion dieses Fensters geht vor. Abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>Another run goes on with this workspace.</source>
        <translation>In diesem Workspace ist ein anderer Lauf im Gang.</translation>
    </message>
    <message>
        <source>The engine does not answer.</source>
        <translation>Die Engine antwortet nicht.</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>Vergangen</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Aktuell</translation>
    </message>
    <message>
        <source>Checked</source>
        <translation>Geprüft</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Bricht ab</translation>
    </message>
    <message>
        <source>Critical path</source>
        <translation>Kritischer Pfad</translation>
    </message>
    <message>
        <source>Steps that change data may finish, for at most 30 s.</source>
        <translation>Schritte, die Daten ändern, dürfen noch enden, höchstens 30 s.</translation>
    </message>
    <message>
        <source>Earlier runs</source>
        <translation>Frühere Läufe</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Reset again…</source>
        <translation>Erneut zurücksetzen …</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Erneut ausführen</translation>
    </message>
    <message>
        <source>Does only what is still needed: %1</source>
        <translation>Tut nur, was noch nötig ist: %1</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Does only what is still needed</source>
        <translation>Tut nur, was noch nötig ist</translation>
    </message>
    <message>
        <source>Stop at once</source>
        <translation>Sofort stoppen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A half-finished migration may be impossible to undo</source>
        <translation>Eine halbe Migration lässt sich womöglich nicht rückgängig machen</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit …</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen …</translation>
    </message>
</context>
<context>
    <name>RunMark</name>
    <message>
        <source>pending</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>satisfied</source>
        <translation>erfüllt</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>übersprungen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>RunTimeline</name>
    <message>
        <source>Time line of the run</source>
        <translation>Zeitachse des Laufs</translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message>
        <source>Nothing has run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>Provisioning clones, builds, starts and seeds whatever is needed, and shows every step here. Runs from the command line appear here too.</source>
        <translation>Das Bereitstellen klont, baut, startet, wendet Seeds an, wo es nötig ist, und zeigt hier jeden Schritt. Auch Läufe von der Kommandozeile erscheinen hier.</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>Open in editor</source>
        <translation>Im Editor öffnen</translation>
    </message>
</context>
<context>
    <name>SaveDialog</name>
    <message>
        <source>Save a checkpoint</source>
        <translation>Checkpoint speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Keeps the data as it is now. The services restart for it.</source>
        <translation>Bewahrt die Daten auf, wie sie jetzt sind. Die Services starten dafür neu.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>made from the time</source>
        <translation>aus der Zeit gebildet</translation>
    </message>
    <message>
        <source>Name of the checkpoint</source>
        <translation>Name des Checkpoints</translation>
    </message>
    <message>
        <source>Protect it</source>
        <translation>Schützen</translation>
    </message>
    <message>
        <source>“clean” leaves it alone, and deleting it says so.</source>
        <translation>„clean“ lässt ihn in Ruhe, und das Löschen weist darauf hin.</translation>
    </message>
    <message>
        <source>IDAs, as one set of the same moment</source>
        <translation>IDAs, als ein Satz vom selben Zeitpunkt</translation>
    </message>
</context>
<context>
    <name>ScaffoldDiff</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>new, executable</source>
        <translation>neu, ausführbar</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>added to the end</source>
        <translation>ans Ende angefügt</translation>
    </message>
    <message>
        <source> · %1 lines</source>
        <translation> · %1 Zeilen</translation>
    </message>
    <message>
        <source>Change of %1</source>
        <translation>Änderung von %1</translation>
    </message>
</context>
<context>
    <name>ScaffoldOutcome</name>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>added to the end</source>
        <translation>ans Ende angefügt</translation>
    </message>
    <message>
        <source>Checking again…</source>
        <translation>Prüft erneut …</translation>
    </message>
</context>
<context>
    <name>ScaffoldSheet</name>
    <message>
        <source>Written into %1</source>
        <translation>In %1 geschrieben</translation>
    </message>
    <message>
        <source>Write what %1 lacks</source>
        <translation>Schreiben, was %1 fehlt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Schreibt …</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Working out what is missing…</source>
        <translation>Ermittelt, was fehlt …</translation>
    </message>
    <message>
        <source>%1. Existing content stays as it is, byte for byte.</source>
        <translation>%1. Bestehender Inhalt bleibt, Byte für Byte.</translation>
    </message>
    <message>
        <source>Nothing to write: the rest needs a decision of its owner.</source>
        <translation>Nichts zu schreiben: Der Rest braucht eine Entscheidung des Owners.</translation>
    </message>
    <message>
        <source>%1. Review it with “git diff” and correct wrong guesses.</source>
        <translation>%1. Mit „git diff“ prüfen und falsch Geratenes berichtigen.</translation>
    </message>
    <message>
        <source>Nothing was written. Look again to see what is missing now.</source>
        <translation>Nichts wurde geschrieben. Neu lesen zeigt, was jetzt fehlt.</translation>
    </message>
</context>
<context>
    <name>SchemaDialog</name>
    <message>
        <source>Begin %1 with a dump or a snapshot</source>
        <translation>%1 mit Dump oder Snapshot beginnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Nutzen</translation>
    </message>
    <message>
        <source>The present data stays as it is. New data begins with it: the next reset, or the first provisioning. Only you are concerned; nothing is written into the repository.</source>
        <translation>Die aktuellen Daten bleiben, wie sie sind. Neue Daten beginnen damit: beim nächsten Zurücksetzen oder beim ersten Bereitstellen. Es gilt nur auf diesem Rechner; nichts wird ins Repository geschrieben.</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>File of a dump, or name of a snapshot</source>
        <translation>Datei eines Dumps oder Name eines Snapshots</translation>
    </message>
    <message>
        <source>registry.example.org/schemas/%1:2026-11-01</source>
        <translation>registry.example.org/schemas/%1:2026-11-01</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Dumps: .sql or pg_dump&apos;s .dump, plain or with gzip, zstd, xz or bzip2. A snapshot that is not here is pulled.</source>
        <translation>Dumps: .sql oder .dump von pg_dump, unkomprimiert oder mit gzip, zstd, xz oder bzip2. Ein fehlender Snapshot wird geholt.</translation>
    </message>
    <message>
        <source>Begin %1 with a dump</source>
        <translation>%1 mit einem Dump beginnen</translation>
    </message>
    <message>
        <source>Dumps (*.sql *.gz *.zst *.xz *.bz2 *.dump)</source>
        <translation>Dumps (*.sql *.gz *.zst *.xz *.bz2 *.dump)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>SchemaObject</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>not there</source>
        <translation>nicht vorhanden</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>Produktion</translation>
    </message>
    <message>
        <source>Migrations</source>
        <translation>Migrationen</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>No statement would close this difference.</source>
        <translation>Keine Anweisung würde diesen Unterschied beheben.</translation>
    </message>
    <message>
        <source>Copy the statement</source>
        <translation>Anweisung kopieren</translation>
    </message>
</context>
<context>
    <name>SchemaObjects</name>
    <message>
        <source>Objects that differ</source>
        <translation>Abweichende Objekte</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>SchemaSheet</name>
    <message>
        <source>Differences of the schema of %1</source>
        <translation>Unterschiede im Schema von %1</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Lesen stoppen</translation>
    </message>
    <message>
        <source>Copy all for the live database</source>
        <translation>Alle für die Live-Datenbank kopieren</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Datenbank</translation>
    </message>
    <message>
        <source>%1 Production is %2.</source>
        <translation>%1 Produktion ist %2.</translation>
    </message>
    <message>
        <source>Use a dump or a snapshot…</source>
        <translation>Dump oder Snapshot nutzen …</translation>
    </message>
    <message>
        <source>It stands for production&apos;s schema from then on</source>
        <translation>Steht von da an für das Schema der Produktion</translation>
    </message>
    <message>
        <source>Ended before all was read</source>
        <translation>Beendet, bevor alles gelesen war</translation>
    </message>
    <message>
        <source>What cannot change is kept: the next time only the live database is asked.</source>
        <translation>Was sich nicht ändern kann, wird aufbewahrt: Nächstes Mal wird nur die Live-Datenbank gefragt.</translation>
    </message>
    <message>
        <source>Nothing was changed.</source>
        <translation>Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>ScriptEntry</name>
    <message>
        <source>Run %1, %2</source>
        <translation>%1 ausführen, %2</translation>
    </message>
    <message>
        <source>%1 (give a name in a terminal)</source>
        <translation>%1 (Name im Terminal angeben)</translation>
    </message>
</context>
<context>
    <name>ScriptList</name>
    <message>
        <source>Scripts of %1</source>
        <translation>Skripte von %1</translation>
    </message>
    <message>
        <source>No scripts.</source>
        <translation>Keine Skripte.</translation>
    </message>
</context>
<context>
    <name>SeedOutcome</name>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>Pfad kopieren</translation>
    </message>
    <message>
        <source>Declare it in the IDA&apos;s compose file:</source>
        <translation>In der Compose-Datei der IDA deklarieren:</translation>
    </message>
    <message>
        <source>Copy the lines</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Lines that declare the seed</source>
        <translation>Zeilen, die den Seed deklarieren</translation>
    </message>
</context>
<context>
    <name>SeedRow</name>
    <message>
        <source>%1 (in %2)</source>
        <translation>%1 (in %2)</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Erneut</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Apply the seed %1</source>
        <translation>Seed %1 anwenden</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Delete the file %1…</source>
        <translation>Datei %1 löschen …</translation>
    </message>
</context>
<context>
    <name>Segments</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>System follows your desktop&apos;s colours.</source>
        <translation>System richtet sich nach den Farben des Desktops.</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Reduced motion</source>
        <translation>Weniger Bewegung</translation>
    </message>
    <message>
        <source>Nothing moves or fades.</source>
        <translation>Nichts bewegt sich oder blendet.</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>Arbeit</translation>
    </message>
    <message>
        <source>Terminal program</source>
        <translation>Terminalprogramm</translation>
    </message>
    <message>
        <source>Opens shells. Leave empty to use the first that is found.</source>
        <translation>Öffnet Shells. Leer: das erste, das gefunden wird.</translation>
    </message>
    <message>
        <source>found automatically</source>
        <translation>wird selbst gefunden</translation>
    </message>
    <message>
        <source>Stay in the tray</source>
        <translation>Im Infobereich bleiben</translation>
    </message>
    <message>
        <source>Closing the window keeps the icon, where there is a tray.</source>
        <translation>Beim Schließen bleibt das Symbol, wo es einen Infobereich gibt.</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Errors stay English; some texts follow at the next start.</source>
        <translation>Fehler bleiben englisch; manches folgt beim nächsten Start.</translation>
    </message>
    <message>
        <source>Shells open</source>
        <translation>Shells öffnen sich</translation>
    </message>
    <message>
        <source>Also database shells and commands that need a terminal.</source>
        <translation>Auch Datenbank-Shells und Befehle, die ein Terminal brauchen.</translation>
    </message>
    <message>
        <source>in this window</source>
        <translation>in diesem Fenster</translation>
    </message>
    <message>
        <source>in my own terminal program</source>
        <translation>in meinem Terminalprogramm</translation>
    </message>
    <message>
        <source>Opens editors and fixes. Leave empty to use the first that is found.</source>
        <translation>Öffnet Editoren und Abhilfen. Leer: das erste, das gefunden wird.</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>Bei der Anmeldung starten</translation>
    </message>
    <message>
        <source>%1 is not this program&apos;s and stays as it is.</source>
        <translation>%1 ist nicht von diesem Programm und bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>In the tray; where there is none, the window opens.</source>
        <translation>Im Infobereich; wo keiner ist, geht das Fenster auf.</translation>
    </message>
</context>
<context>
    <name>SignInEntry</name>
    <message>
        <source>Opens the line in your editor</source>
        <translation>Öffnet die Zeile im Editor</translation>
    </message>
</context>
<context>
    <name>State</name>
    <message>
        <source>created</source>
        <translation>erstellt</translation>
    </message>
    <message>
        <source>dead</source>
        <translation>tot</translation>
    </message>
    <message>
        <source>exited</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>external</source>
        <translation>extern</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>gesund</translation>
    </message>
    <message>
        <source>held</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>incomplete</source>
        <translation>unvollständig</translation>
    </message>
    <message>
        <source>library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>monorepo</source>
        <translation>Monorepo</translation>
    </message>
    <message>
        <source>not cloned</source>
        <translation>nicht geklont</translation>
    </message>
    <message>
        <source>not in its network</source>
        <translation>nicht im Netz</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>partly running</source>
        <translation>läuft teilweise</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>startet</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>unhealthy</source>
        <translation>nicht gesund</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>StationActions</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>It does not run.</source>
        <translation>Sie läuft nicht.</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Show in the graph</source>
        <translation>Im Graphen zeigen</translation>
    </message>
    <message>
        <source>Export as Markdown…</source>
        <translation>Als Markdown exportieren …</translation>
    </message>
    <message>
        <source>The whole tour with its graph, for a wiki or a README</source>
        <translation>Der ganze Rundgang mit seinem Graphen, für ein Wiki oder ein README</translation>
    </message>
</context>
<context>
    <name>StationList</name>
    <message>
        <source>In start order</source>
        <translation>In Startreihenfolge</translation>
    </message>
    <message>
        <source>Stations of the tour</source>
        <translation>Stationen des Rundgangs</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>StationView</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The one before (←)</source>
        <translation>Die vorige (←)</translation>
    </message>
    <message>
        <source>The next one (→)</source>
        <translation>Die nächste (→)</translation>
    </message>
    <message>
        <source>Its repository does not say what it is.</source>
        <translation>Ihr Repository sagt nicht, was sie ist.</translation>
    </message>
    <message>
        <source>It is not cloned yet: provisioning clones it, then it tells more.</source>
        <translation>Noch nicht geklont: Bereitstellen klont sie, dann steht hier mehr.</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Zuständig</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Passwords are not shown here; the line that is named leads to them.</source>
        <translation>Passwörter stehen hier nicht; die genannte Zeile führt zu ihnen.</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>Letzte Änderung</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Needs</source>
        <translation>Braucht</translation>
    </message>
    <message>
        <source>It needs no other IDA.</source>
        <translation>Sie braucht keine andere IDA.</translation>
    </message>
    <message>
        <source>Needed by</source>
        <translation>Gebraucht von</translation>
    </message>
    <message>
        <source>No other IDA needs it.</source>
        <translation>Keine andere IDA braucht sie.</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
</context>
<context>
    <name>StepList</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
</context>
<context>
    <name>StepOutput</name>
    <message>
        <source>%1 failed: %2</source>
        <translation>%1 fehlgeschlagen: %2</translation>
    </message>
    <message>
        <source>Output of %1</source>
        <translation>Ausgabe von %1</translation>
    </message>
    <message>
        <source>Waiting for earlier steps.</source>
        <translation>Wartet auf frühere Schritte.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Nichts zu tun.</translation>
    </message>
    <message>
        <source>No output.</source>
        <translation>Keine Ausgabe.</translation>
    </message>
</context>
<context>
    <name>TerminalClosing</name>
    <message>
        <source>Close %1?</source>
        <translation>%1 schließen?</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>A program shows a screen of its own, an editor perhaps. Closing ends it in the container, and what is not saved is lost.</source>
        <translation>Ein Programm zeigt einen eigenen Bildschirm, vielleicht ein Editor. Schließen beendet es im Container; was nicht gespeichert ist, geht verloren.</translation>
    </message>
</context>
<context>
    <name>TerminalEnd</name>
    <message>
        <source>It ended.</source>
        <translation>Beendet.</translation>
    </message>
    <message>
        <source>It ended with code %1.</source>
        <translation>Beendet mit Code %1.</translation>
    </message>
    <message>
        <source>%1 is not running.</source>
        <translation>%1 läuft nicht.</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Another action of this window comes first. Wait for it or cancel it.</source>
        <translation>Erst kommt eine andere Aktion dieses Fensters. Warten oder abbrechen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>Erneut</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>TerminalMenu</name>
    <message>
        <source>%1/%2 · database shell</source>
        <translation>%1/%2 · Datenbank-Shell</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>TerminalPane</name>
    <message>
        <source>Terminal of %1</source>
        <translation>Terminal von %1</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>Ctrl+click opens %1</source>
        <translation>Strg+Klick öffnet %1</translation>
    </message>
    <message>
        <source>Keys move the mark: Shift selects, Enter copies, Esc ends it</source>
        <translation>Tasten bewegen die Marke: Umschalt wählt aus, Enter kopiert, Esc beendet</translation>
    </message>
</context>
<context>
    <name>TerminalProgram</name>
    <message>
        <source>The terminal program “%1” is not installed.</source>
        <translation>Das Terminalprogramm „%1“ ist nicht installiert.</translation>
    </message>
    <message>
        <source>Choose another one in Settings.</source>
        <translation>In den Einstellungen ein anderes wählen.</translation>
    </message>
    <message>
        <source>No terminal program found.</source>
        <translation>Kein Terminalprogramm gefunden.</translation>
    </message>
    <message>
        <source>Install one (xterm, for example) or name yours in Settings.</source>
        <translation>Eines installieren (etwa xterm) oder das eigene in den Einstellungen nennen.</translation>
    </message>
    <message>
        <source>The terminal program “%1” could not be started.</source>
        <translation>Das Terminalprogramm „%1“ ließ sich nicht starten.</translation>
    </message>
</context>
<context>
    <name>TerminalSearch</name>
    <message>
        <source>Search this terminal</source>
        <translation>In diesem Terminal suchen</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 Stelle</translation>
    </message>
    <message>
        <source>%1 places</source>
        <translation>%1 Stellen</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>Ältere</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Newer</source>
        <translation>Neuere</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Umschalt+Enter</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
</context>
<context>
    <name>TerminalTabs</name>
    <message>
        <source>Terminals</source>
        <translation>Terminals</translation>
    </message>
    <message>
        <source>%1, ended</source>
        <translation>%1, beendet</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>New terminal</source>
        <translation>Neues Terminal</translation>
    </message>
    <message>
        <source>No service is running.</source>
        <translation>Kein Service läuft.</translation>
    </message>
</context>
<context>
    <name>TerminalsDialog</name>
    <message>
        <source>Terminals are open</source>
        <translation>Terminals sind offen</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>End them and quit</source>
        <translation>Beenden und schließen</translation>
    </message>
    <message>
        <source>Quitting ends their programs in the containers. The services go on.</source>
        <translation>Ihre Programme in den Containern enden dann. Die Services laufen weiter.</translation>
    </message>
</context>
<context>
    <name>TerminalsPage</name>
    <message>
        <source>No terminal is open</source>
        <translation>Kein Terminal ist offen</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>Nichts läuft</translation>
    </message>
    <message>
        <source>Open a shell in a running service, or the client of its database.</source>
        <translation>Öffnen Sie eine Shell in einem laufenden Service oder den Client seiner Datenbank.</translation>
    </message>
    <message>
        <source>Terminals open in services that run.</source>
        <translation>Terminals öffnen sich in Services, die laufen.</translation>
    </message>
    <message>
        <source>Open a terminal</source>
        <translation>Terminal öffnen</translation>
    </message>
    <message>
        <source>Show the overview</source>
        <translation>Übersicht zeigen</translation>
    </message>
</context>
<context>
    <name>TitleBar</name>
    <message>
        <source>Stop all</source>
        <translation>Alle stoppen</translation>
    </message>
    <message>
        <source>Another action of this window comes first. Wait for it or cancel it.</source>
        <translation>Eine andere Aktion dieses Fensters geht vor. Abwarten oder abbrechen.</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Prüft …</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Provision</source>
        <translation>Bereitstellen</translation>
    </message>
    <message>
        <source>Clone, build, start and seed whatever is needed: devstack up</source>
        <translation>Klonen, bauen, starten, Seeds anwenden, wo nötig: devstack up</translation>
    </message>
    <message>
        <source>A run goes on. Cancel it, or wait until it is over.</source>
        <translation>Ein Lauf ist im Gang. Abbrechen oder abwarten.</translation>
    </message>
    <message>
        <source>The workspace is still being read.</source>
        <translation>Der Workspace wird noch gelesen.</translation>
    </message>
    <message>
        <source>The engine does not answer.</source>
        <translation>Die Engine antwortet nicht.</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>New here? What is in this workspace, one by one</source>
        <translation>Neu hier? Was es in diesem Workspace gibt, eins nach dem anderen</translation>
    </message>
    <message>
        <source>Help (F1)</source>
        <translation>Hilfe (F1)</translation>
    </message>
</context>
<context>
    <name>TourPage</name>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Nothing to show yet</source>
        <translation>Noch nichts zu zeigen</translation>
    </message>
    <message>
        <source>The tour tells of every repository what it is, who owns it, what it needs and how to sign in. Add one on the overview.</source>
        <translation>Der Rundgang sagt zu jedem Repository, was es ist, wer zuständig ist, was es braucht und wie die Anmeldung geht. In der Übersicht lässt sich eines hinzufügen.</translation>
    </message>
    <message>
        <source>Show the overview</source>
        <translation>Übersicht zeigen</translation>
    </message>
    <message>
        <source>Reading the repositories…</source>
        <translation>Liest die Repositorys …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Export the tour</source>
        <translation>Rundgang exportieren</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
</context>
<context>
    <name>TrayDialog</name>
    <message>
        <source>Devstack stays in the tray</source>
        <translation>Devstack bleibt im Infobereich</translation>
    </message>
    <message>
        <source>Quit instead</source>
        <translation>Doch beenden</translation>
    </message>
    <message>
        <source>Keep it there</source>
        <translation>Dort lassen</translation>
    </message>
    <message>
        <source>The icon shows the state of the services and brings this window back. Your services keep running either way. You can change this in Settings.</source>
        <translation>Das Symbol zeigt den Zustand der Services und holt dieses Fenster zurück. Die Services laufen so oder so weiter. Zu ändern ist das in den Einstellungen.</translation>
    </message>
</context>
<context>
    <name>TrustDialog</name>
    <message>
        <source>Do you trust these repositories?</source>
        <translation>Diesen Repositories vertrauen?</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Trust and continue</source>
        <translation>Vertrauen und fortsetzen</translation>
    </message>
    <message>
        <source>Their compose files and commands run on this machine. You are asked once per repository, and again when it wants access to more.</source>
        <translation>Ihre Compose-Dateien und Befehle laufen auf diesem Rechner. Gefragt wird einmal je Repository und wieder, wenn es Zugriff auf mehr will.</translation>
    </message>
    <message>
        <source>The workspace&apos;s own devstack.yml</source>
        <translation>Die devstack.yml des Workspace</translation>
    </message>
    <message>
        <source>Can reach only its own containers and folder.</source>
        <translation>Erreicht nur die eigenen Container und den eigenen Ordner.</translation>
    </message>
    <message>
        <source>%1, from %2</source>
        <translation>%1, von %2</translation>
    </message>
</context>
<context>
    <name>UnresolvedNames</name>
    <message>
        <source>No service in this workspace uses these names. Some belong to databases and caches of the old devstack; here each IDA has its own.</source>
        <translation>Kein Service dieses Workspace trägt diese Namen. Manche gehören zu Datenbanken und Caches des alten Devstacks; hier hat jede IDA ihre eigenen.</translation>
    </message>
    <message>
        <source>Unresolved names</source>
        <translation>Ungelöste Namen</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation>%1, in %2</translation>
    </message>
</context>
<context>
    <name>ValuesDialog</name>
    <message>
        <source>Values for %1</source>
        <translation>Werte für %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep and provision</source>
        <translation>Behalten und bereitstellen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Its compose files leave these to you. They are kept in this workspace, readable by you only; a value in its .env or in your shell comes first.</source>
        <translation>Ihre Compose-Dateien überlassen diese Werte dir. Sie bleiben in diesem Workspace, nur für dich lesbar; ein Wert in der .env oder in deiner Shell geht vor.</translation>
    </message>
</context>
<context>
    <name>WelcomeChecks</name>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Prüft …</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Checking the engine, memory, disk and git…</source>
        <translation>Prüft Engine, Speicher, Platte und git …</translation>
    </message>
    <message>
        <source>fine: %1</source>
        <translation>in Ordnung: %1</translation>
    </message>
    <message>
        <source>warning: %1</source>
        <translation>Warnung: %1</translation>
    </message>
    <message>
        <source>problem: %1</source>
        <translation>Problem: %1</translation>
    </message>
    <message>
        <source>Fix in a terminal</source>
        <translation>Im Terminal beheben</translation>
    </message>
    <message>
        <source>Copy the instructions</source>
        <translation>Anleitung kopieren</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome to Devstack</source>
        <translation>Willkommen bei Devstack</translation>
    </message>
    <message>
        <source>A workspace is a folder with the repositories you work on. Open one or make one.</source>
        <translation>Ein Workspace ist ein Ordner mit den Repositories, an denen gearbeitet wird. Einen öffnen oder anlegen.</translation>
    </message>
    <message>
        <source>Open a workspace</source>
        <translation>Workspace öffnen</translation>
    </message>
    <message>
        <source>A folder with a devstack.yml</source>
        <translation>Ein Ordner mit devstack.yml</translation>
    </message>
    <message>
        <source>Clone from a URL</source>
        <translation>Von URL klonen</translation>
    </message>
    <message>
        <source>A repository with its dependencies</source>
        <translation>Ein Repository mit Abhängigkeiten</translation>
    </message>
    <message>
        <source>Adopt a devstack</source>
        <translation>Devstack übernehmen</translation>
    </message>
    <message>
        <source>A central one becomes a workspace</source>
        <translation>Ein zentraler wird zum Workspace</translation>
    </message>
    <message>
        <source>Try the sample</source>
        <translation>Beispiel ausprobieren</translation>
    </message>
    <message>
        <source>Four small services that need each other</source>
        <translation>Vier kleine Services, die einander brauchen</translation>
    </message>
    <message>
        <source>The folder of the central devstack</source>
        <translation>Ordner des zentralen Devstacks</translation>
    </message>
    <message>
        <source>This folder gets four small services with databases and data, as real git repositories.</source>
        <translation>In diesen Ordner kommen vier kleine Services mit Datenbanken und Daten, als echte git-Repositories.</translation>
    </message>
    <message>
        <source>A link offers this repository. Clone it if you know where it comes from; nothing of it runs before you agree.</source>
        <translation>Ein Link bietet dieses Repository an. Klone es, wenn du weißt, woher es kommt; nichts davon läuft, bevor du zustimmst.</translation>
    </message>
</context>
<context>
    <name>WelcomeProgress</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>WelcomeRecent</name>
    <message>
        <source>Recent workspaces</source>
        <translation>Zuletzt benutzte Workspaces</translation>
    </message>
    <message>
        <source>Open %1 in %2</source>
        <translation>%1 in %2 öffnen</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>develop</source>
        <translation>develop</translation>
    </message>
    <message>
        <source>image</source>
        <translation>image</translation>
    </message>
    <message>
        <source>external</source>
        <translation>external</translation>
    </message>
    <message>
        <source>off</source>
        <translation>off</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>1 step is missing</source>
        <translation>1 Schritt fehlt</translation>
    </message>
    <message>
        <source>%1 steps are missing</source>
        <translation>%1 Schritte fehlen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>schlug fehl</translation>
    </message>
    <message>
        <source>was cancelled</source>
        <translation>wurde abgebrochen</translation>
    </message>
    <message>
        <source>was interrupted</source>
        <translation>wurde unterbrochen</translation>
    </message>
    <message>
        <source>Provisioning is incomplete: “%1” (%2) %3; %4 (%5: %6%7).</source>
        <translation>Die Bereitstellung ist unvollständig: „%1“ (%2) %3; %4 (%5: %6%7).</translation>
    </message>
    <message>
        <source>to install</source>
        <translation>zum Installieren</translation>
    </message>
    <message>
        <source>to run and provision</source>
        <translation>zum Ausführen und Bereitstellen</translation>
    </message>
    <message>
        <source>to run</source>
        <translation>zum Ausführen</translation>
    </message>
    <message>
        <source>to provision</source>
        <translation>zum Bereitstellen</translation>
    </message>
    <message>
        <source>%1, optional</source>
        <translation>%1, optional</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>A day without its year, as QLocale::toString() takes it.</extracomment>
        <translation>d. MMM</translation>
    </message>
</context>
<context>
    <name>WorkspaceBadge</name>
    <message>
        <source>Workspace %1, %2</source>
        <translation>Workspace %1, %2</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>liest …</translation>
    </message>
    <message>
        <source>Add a repository…</source>
        <translation>Repository hinzufügen …</translation>
    </message>
    <message>
        <source>Copy the folder&apos;s path</source>
        <translation>Pfad des Ordners kopieren</translation>
    </message>
    <message>
        <source>Open another workspace…</source>
        <translation>Anderen Workspace öffnen …</translation>
    </message>
</context>
<context>
    <name>WorkspaceFrame</name>
    <message>
        <source>Open in editor</source>
        <translation>Im Editor öffnen</translation>
    </message>
    <message>
        <source>Show the run</source>
        <translation>Lauf zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Start it in a terminal</source>
        <translation>Im Terminal starten</translation>
    </message>
</context>
<context>
    <name>devstack::Actions</name>
    <message>
        <source>%1 (new)</source>
        <translation>%1 (neu)</translation>
    </message>
    <message>
        <source>The present data of %1 stays as it is.</source>
        <translation>Die aktuellen Daten von %1 bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>This deletes the copy that the workspace keeps; it is not applied again. The file that you gave is not touched.</source>
        <translation>Das löscht die Kopie, die der Workspace aufbewahrt; sie wird nicht wieder angewendet. Die ursprüngliche Datei bleibt unberührt.</translation>
    </message>
    <message>
        <source>This destroys the data in it for good.</source>
        <translation>Die Daten darin gehen endgültig verloren.</translation>
    </message>
    <message>
        <source>The checkpoint is protected: somebody wanted to keep it. </source>
        <translation>Der Checkpoint ist geschützt: Jemand wollte ihn behalten. </translation>
    </message>
    <message>
        <source>Only a file on this machine can be seeded.</source>
        <translation>Nur eine Datei auf diesem Rechner lässt sich anwenden.</translation>
    </message>
    <message>
        <source>“%1” cannot be run again from here. Run it in a terminal.</source>
        <translation>„%1“ ist von hier aus nicht wiederholbar. In einem Terminal ausführen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Reset now…</source>
        <translation>Jetzt zurücksetzen …</translation>
    </message>
    <message>
        <source>Only http and https addresses can be opened, not “%1”.</source>
        <translation>Nur Adressen mit http und https lassen sich öffnen, nicht „%1“.</translation>
    </message>
    <message>
        <source>Could not start a browser.</source>
        <translation>Kein Browser ließ sich starten.</translation>
    </message>
    <message>
        <source>The address is %1</source>
        <translation>Die Adresse ist %1</translation>
    </message>
    <message>
        <source>In a terminal of yours it is “%1”.</source>
        <translation>In einem Terminal ist es „%1“.</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Added %1</source>
        <translation>%1 hinzugefügt</translation>
    </message>
    <message>
        <source>%1 is not in the workspace any more. Its folder and its data stay.</source>
        <translation>%1 gehört nicht mehr zum Workspace. Ordner und Daten bleiben.</translation>
    </message>
    <message>
        <source>%1 has no folder here.</source>
        <translation>%1 hat hier keinen Ordner.</translation>
    </message>
    <message>
        <source>No program opens folders here.</source>
        <translation>Hier öffnet kein Programm Ordner.</translation>
    </message>
    <message>
        <source>It is %1</source>
        <translation>Es ist %1</translation>
    </message>
</context>
<context>
    <name>devstack::Adopter</name>
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>1 command</source>
        <translation>1 Befehl</translation>
    </message>
    <message>
        <source>%1 commands</source>
        <translation>%1 Befehle</translation>
    </message>
    <message>
        <source>%1, %2 of them in others</source>
        <translation>%1, davon %2 in anderen</translation>
    </message>
    <message>
        <source>%1, %2 and %3 of its scripts</source>
        <translation>%1, %2 und %3 aus seinen Skripten</translation>
    </message>
    <message>
        <source>1 repository</source>
        <translation>1 Repository</translation>
    </message>
    <message>
        <source>%1 repositories</source>
        <translation>%1 Repositories</translation>
    </message>
    <message>
        <source>1 service</source>
        <translation>1 Service</translation>
    </message>
    <message>
        <source>%1 services</source>
        <translation>%1 Services</translation>
    </message>
</context>
<context>
    <name>devstack::Changes</name>
    <message>
        <source>%1 times the same row</source>
        <translation>%1-mal dieselbe Zeile</translation>
    </message>
    <message>
        <source>a row without a key</source>
        <translation>eine Zeile ohne Schlüssel</translation>
    </message>
    <message>
        <source>the data began</source>
        <translation>Beginn der Daten</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Since %1. %2.</source>
        <translation>Seit %1. %2.</translation>
    </message>
    <message>
        <source>it differs beyond what is shown</source>
        <translation>weicht über das Gezeigte hinaus ab</translation>
    </message>
    <message>
        <source>The first %1 of %2 rows are shown. A seed has all of them.</source>
        <translation>Die ersten %1 von %2 Zeilen sind gezeigt. Ein Seed enthält alle.</translation>
    </message>
</context>
<context>
    <name>devstack::CommandForm</name>
    <message>
        <source>“%1” is missing.</source>
        <translation>„%1“ fehlt.</translation>
    </message>
</context>
<context>
    <name>devstack::CommandSearch</name>
    <message>
        <source>page · %1</source>
        <translation>Seite · %1</translation>
    </message>
    <message>
        <source>Provision everything</source>
        <translation>Alles bereitstellen</translation>
    </message>
    <message>
        <source>Start everything</source>
        <translation>Alles starten</translation>
    </message>
    <message>
        <source>Stop everything</source>
        <translation>Alles stoppen</translation>
    </message>
    <message>
        <source>Provision %1</source>
        <translation>%1 bereitstellen</translation>
    </message>
    <message>
        <source>Start %1</source>
        <translation>%1 starten</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 stoppen</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>%1 neu starten</translation>
    </message>
    <message>
        <source>Shell of %1</source>
        <translation>Shell von %1</translation>
    </message>
    <message>
        <source>Logs of %1</source>
        <translation>Logs von %1</translation>
    </message>
    <message>
        <source>Migrate %1</source>
        <translation>%1 migrieren</translation>
    </message>
    <message>
        <source>Take down %1</source>
        <translation>%1 abbauen</translation>
    </message>
    <message>
        <source>%1: %2…</source>
        <translation>%1: %2 …</translation>
    </message>
    <message>
        <source>What changed in the data of %1</source>
        <translation>Änderungen in den Daten von %1</translation>
    </message>
    <message>
        <source>Differences of the schema of %1</source>
        <translation>Unterschiede im Schema von %1</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>What provisioning everything would do…</source>
        <translation>Was alles bereitzustellen täte …</translation>
    </message>
    <message>
        <source>What provisioning %1 would do…</source>
        <translation>Was %1 bereitzustellen täte …</translation>
    </message>
    <message>
        <source>Database shell of %1</source>
        <translation>Datenbank-Shell von %1</translation>
    </message>
    <message>
        <source>Help: the guide</source>
        <translation>Hilfe: das Handbuch</translation>
    </message>
    <message>
        <source>chapters and error codes · %1</source>
        <translation>Kapitel und Fehlercodes · %1</translation>
    </message>
</context>
<context>
    <name>devstack::Comparison</name>
    <message>
        <source>Ending…</source>
        <translation>Endet …</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Liest</translation>
    </message>
</context>
<context>
    <name>devstack::Configurator</name>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Memory-saving settings</source>
        <translation>Speichersparende Einstellungen</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Inferred from its files</source>
        <translation>Aus den Dateien abgeleitet</translation>
    </message>
    <message>
        <source>the default</source>
        <translation>der Standard</translation>
    </message>
    <message>
        <source>set by the repository</source>
        <translation>vom Repository gesetzt</translation>
    </message>
    <message>
        <source>inferred from its files</source>
        <translation>aus den Dateien abgeleitet</translation>
    </message>
    <message>
        <source>set in devstack.yml</source>
        <translation>in devstack.yml gesetzt</translation>
    </message>
    <message>
        <source>a dependent asks for it</source>
        <translation>von Abhängigen verlangt</translation>
    </message>
    <message>
        <source>your choice</source>
        <translation>eigene Auswahl</translation>
    </message>
    <message>
        <source>about %1 of %2</source>
        <translation>etwa %1 von %2</translation>
    </message>
    <message>
        <source>The workspace</source>
        <translation>Der Workspace</translation>
    </message>
    <message>
        <source>%1: %2 is now %3 (was %4).</source>
        <translation>%1: %2 ist jetzt %3 (war %4).</translation>
    </message>
    <message>
        <source>%1: %2 was already %3.</source>
        <translation>%1: %2 war schon %3.</translation>
    </message>
    <message>
        <source>%1 was stopped. Its data stays.</source>
        <translation>%1 ist gestoppt. Die Daten bleiben.</translation>
    </message>
    <message>
        <source>%1 is as it was before.</source>
        <translation>%1 ist wie zuvor.</translation>
    </message>
</context>
<context>
    <name>devstack::Data</name>
    <message>
        <source>kept file · after each reset</source>
        <translation>aufbewahrte Datei · nach jedem Zurücksetzen</translation>
    </message>
    <message>
        <source>kept file</source>
        <translation>aufbewahrte Datei</translation>
    </message>
    <message>
        <source>in part</source>
        <translation>zum Teil</translation>
    </message>
    <message>
        <source>The engine does not answer. Sizes and snapshots are as they were %1.</source>
        <translation>Die Engine antwortet nicht. Größen und Snapshots sind von %1.</translation>
    </message>
    <message>
        <source>The engine does not answer: sizes and snapshots are not known.</source>
        <translation>Die Engine antwortet nicht: Größen und Snapshots sind nicht bekannt.</translation>
    </message>
    <message>
        <source>built here</source>
        <translation>hier gebaut</translation>
    </message>
    <message>
        <source>%1 is not running, so no file can be applied.</source>
        <translation>%1 läuft nicht, also lässt sich keine Datei anwenden.</translation>
    </message>
    <message>
        <source>Start it, then drop the file again.</source>
        <translation>Starten und die Datei dann erneut ablegen.</translation>
    </message>
    <message>
        <source>Declare a loader under x-devstack.data in its compose file.</source>
        <translation>In der Compose-Datei unter x-devstack.data einen Loader deklarieren.</translation>
    </message>
    <message>
        <source>It takes: %1.</source>
        <translation>Angenommen wird: %1.</translation>
    </message>
    <message>
        <source>%1 has no loader for “%2”.</source>
        <translation>%1 hat keinen Loader für „%2“.</translation>
    </message>
    <message>
        <source>no database</source>
        <translation>keine Datenbank</translation>
    </message>
    <message>
        <source>%1 databases</source>
        <translation>%1 Datenbanken</translation>
    </message>
</context>
<context>
    <name>devstack::Edges</name>
    <message>
        <source>%1 and %2 need each other</source>
        <translation>%1 und %2 brauchen einander</translation>
    </message>
    <message>
        <source>%1 needs %2</source>
        <translation>%1 braucht %2</translation>
    </message>
    <message>
        <source>declared: %1</source>
        <translation>deklariert: %1</translation>
    </message>
    <message>
        <source>inferred: %1</source>
        <translation>abgeleitet: %1</translation>
    </message>
</context>
<context>
    <name>devstack::Forecast</name>
    <message>
        <source>usually %1</source>
        <translation>meist %1</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>as long as these steps took here before</source>
        <translation>so lange, wie diese Schritte hier zuletzt brauchten</translation>
    </message>
    <message>
        <source>a guess: none of these steps ran here before</source>
        <translation>geschätzt: keiner dieser Schritte lief hier schon</translation>
    </message>
    <message>
        <source>%1 of %2 steps ran here before; the others are a guess</source>
        <translation>%1 von %2 Schritten liefen hier schon; die übrigen sind geschätzt</translation>
    </message>
    <message>
        <source>about %1 of %2</source>
        <translation>etwa %1 von %2</translation>
    </message>
</context>
<context>
    <name>devstack::GraphCanvas</name>
    <message>
        <source>cycle</source>
        <translation>Zyklus</translation>
    </message>
</context>
<context>
    <name>devstack::Guide</name>
    <message>
        <source>“%1” is in the documentation of the sources, not here.</source>
        <translation>„%1“ steht in der Dokumentation der Quellen, nicht hier.</translation>
    </message>
    <message>
        <source>The guide is not installed</source>
        <translation>Das Handbuch ist nicht installiert</translation>
    </message>
</context>
<context>
    <name>devstack::Inspector</name>
    <message>
        <source>a library: nothing to run</source>
        <translation>eine Bibliothek: nichts auszuführen</translation>
    </message>
    <message>
        <source>changed files</source>
        <translation>geänderte Dateien</translation>
    </message>
    <message>
        <source>%1 behind</source>
        <translation>%1 zurück</translation>
    </message>
    <message>
        <source>%1 ahead</source>
        <translation>%1 voraus</translation>
    </message>
    <message>
        <source>%1: %2 · since %3</source>
        <translation>%1: %2 · seit %3</translation>
    </message>
    <message>
        <source>%1, at %2</source>
        <translation>%1, auf %2</translation>
    </message>
</context>
<context>
    <name>devstack::LiveMachine</name>
    <message>
        <source>The repositories that could be cloned are in %1: open it.</source>
        <translation>Die klonbaren Repositories liegen in %1: den Ordner öffnen.</translation>
    </message>
</context>
<context>
    <name>devstack::LogPaneController</name>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <translation>%1 + %2</translation>
    </message>
</context>
<context>
    <name>devstack::LogView</name>
    <message>
        <source>%1 (standard error)</source>
        <translation>%1 (Standardfehler)</translation>
    </message>
    <message>
        <source>(%1 more lines: export them into a file)</source>
        <translation>(%1 weitere Zeilen: in eine Datei exportieren)</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
</context>
<context>
    <name>devstack::Logs</name>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
</context>
<context>
    <name>devstack::News</name>
    <message>
        <source>Done.</source>
        <translation>Fertig.</translation>
    </message>
    <message>
        <source>It was cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>It was interrupted.</source>
        <translation>Unterbrochen.</translation>
    </message>
    <message>
        <source>%1 is unhealthy</source>
        <translation>%1 ist nicht gesund</translation>
    </message>
    <message>
        <source>Open the window to see why.</source>
        <translation>Der Grund steht im Fenster.</translation>
    </message>
    <message>
        <source>It failed.</source>
        <translation>Fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>devstack::Notifier</name>
    <message>
        <source>Open the window</source>
        <translation>Fenster öffnen</translation>
    </message>
</context>
<context>
    <name>devstack::Overview</name>
    <message>
        <source>not cloned yet</source>
        <translation>noch nicht geklont</translation>
    </message>
    <message>
        <source>nothing to run</source>
        <translation>nichts auszuführen</translation>
    </message>
    <message>
        <source>state unknown · %1</source>
        <translation>Zustand unbekannt · %1</translation>
    </message>
</context>
<context>
    <name>devstack::Reviewer</name>
    <message>
        <source>Dockerfile</source>
        <translation>Dockerfile</translation>
    </message>
    <message>
        <source>Publish</source>
        <translation>Publizieren</translation>
    </message>
    <message>
        <source>Compose</source>
        <translation>Compose</translation>
    </message>
    <message>
        <source>Bootstrap</source>
        <translation>Bootstrap</translation>
    </message>
    <message>
        <source>Dependencies</source>
        <translation>Abhängigkeiten</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Overridable</source>
        <translation>Anpassbar</translation>
    </message>
    <message>
        <source>Data volume</source>
        <translation>Datenvolume</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Targets</translation>
    </message>
</context>
<context>
    <name>devstack::RunComparison</name>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Took part</source>
        <translation>Dabei</translation>
    </message>
    <message>
        <source>Commit</source>
        <translation>Commit</translation>
    </message>
    <message>
        <source>Uncommitted changes</source>
        <translation>Änderungen ohne Commit</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Step in one only</source>
        <translation>Schritt nur in einem</translation>
    </message>
    <message>
        <source>State of a step</source>
        <translation>Zustand eines Schritts</translation>
    </message>
    <message>
        <source>Total time</source>
        <translation>Gesamtzeit</translation>
    </message>
    <message>
        <source>Time of a step</source>
        <translation>Zeit eines Schritts</translation>
    </message>
    <message>
        <source>the whole run</source>
        <translation>der ganze Lauf</translation>
    </message>
    <message>
        <source>Nothing differs in what was recorded.</source>
        <translation>Was aufgezeichnet ist, unterscheidet sich nicht.</translation>
    </message>
    <message>
        <source>1 difference</source>
        <translation>1 Unterschied</translation>
    </message>
    <message>
        <source>%1 differences</source>
        <translation>%1 Unterschiede</translation>
    </message>
    <message>
        <source>The second run did not record commits, modes, configurations and images; they are not compared.</source>
        <translation>Der zweite Lauf hat Commits, Modi, Konfigurationen und Images nicht aufgezeichnet; sie sind nicht verglichen.</translation>
    </message>
    <message>
        <source>The first run did not record commits, modes, configurations and images; they are not compared.</source>
        <translation>Der erste Lauf hat Commits, Modi, Konfigurationen und Images nicht aufgezeichnet; sie sind nicht verglichen.</translation>
    </message>
    <message>
        <source>Neither run recorded commits, modes, configurations and images; they are not compared.</source>
        <translation>Keiner der Läufe hat Commits, Modi, Konfigurationen und Images aufgezeichnet; sie sind nicht verglichen.</translation>
    </message>
</context>
<context>
    <name>devstack::Runs</name>
    <message>
        <source>Resume shows what each of them could reach, and asks again.</source>
        <translation>Fortsetzen zeigt, was jedes von ihnen erreichen könnte, und fragt erneut.</translation>
    </message>
    <message>
        <source>started %1</source>
        <translation>gestartet %1</translation>
    </message>
    <message>
        <source>%1, longer than usual (%2)</source>
        <translation>%1, länger als sonst (%2)</translation>
    </message>
    <message>
        <source>%1 of about %2</source>
        <translation>%1 von etwa %2</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>%1 · planning</source>
        <translation>%1 · Planung</translation>
    </message>
    <message>
        <source>%1 · %2 of %3</source>
        <translation>%1 · %2 von %3</translation>
    </message>
    <message>
        <source>%1 · about %2 left</source>
        <translation>%1 · noch etwa %2</translation>
    </message>
</context>
<context>
    <name>devstack::Scaffolder</name>
    <message>
        <source>1 new file</source>
        <translation>1 neue Datei</translation>
    </message>
    <message>
        <source>%1 new files</source>
        <translation>%1 neue Dateien</translation>
    </message>
    <message>
        <source>1 file extended</source>
        <translation>1 Datei erweitert</translation>
    </message>
    <message>
        <source>%1 files extended</source>
        <translation>%1 Dateien erweitert</translation>
    </message>
    <message>
        <source>Checked again: %1 of %2 points pass (before: %3).</source>
        <translation>Erneut geprüft: %1 von %2 Punkten erfüllt (vorher: %3).</translation>
    </message>
</context>
<context>
    <name>devstack::SchemaDifferences</name>
    <message>
        <source>1 object is not the same everywhere.</source>
        <translation>1 Objekt ist nicht überall gleich.</translation>
    </message>
    <message>
        <source>%1 objects are not the same everywhere.</source>
        <translation>%1 Objekte sind nicht überall gleich.</translation>
    </message>
    <message>
        <source>There is nothing to compare the live database with</source>
        <translation>Es gibt nichts, womit die Live-Datenbank zu vergleichen wäre</translation>
    </message>
    <message>
        <source>Migrations and the live database agree</source>
        <translation>Migrationen und Live-Datenbank stimmen überein</translation>
    </message>
    <message>
        <source>Production, migrations and the live database agree</source>
        <translation>Produktion, Migrationen und Live-Datenbank stimmen überein</translation>
    </message>
    <message>
        <source>Production and the live database agree</source>
        <translation>Produktion und Live-Datenbank stimmen überein</translation>
    </message>
</context>
<context>
    <name>devstack::Session</name>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>looking…</source>
        <translation>sucht …</translation>
    </message>
    <message>
        <source>no engine</source>
        <translation>keine Engine</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>%1 von %2 laufen</translation>
    </message>
    <message>
        <source>%1 of %2 incomplete</source>
        <translation>%1 von %2 unvollständig</translation>
    </message>
    <message>
        <source>1 IDA · %1 in development</source>
        <translation>1 IDA · %1 in Entwicklung</translation>
    </message>
    <message>
        <source>%1 IDAs · %2 in development</source>
        <translation>%1 IDAs · %2 in Entwicklung</translation>
    </message>
    <message>
        <source>Docker %1</source>
        <translation>Docker %1</translation>
    </message>
    <message>
        <source>Docker %1 · %2</source>
        <translation>Docker %1 · %2</translation>
    </message>
    <message>
        <source>The engine does not answer</source>
        <translation>Die Engine antwortet nicht</translation>
    </message>
    <message>
        <source>Looking for the engine</source>
        <translation>Sucht die Engine</translation>
    </message>
    <message>
        <source> (and %1 more)</source>
        <translation> (und %1 weitere)</translation>
    </message>
    <message>
        <source>What is shown is the last good state, read at %1.</source>
        <translation>Gezeigt ist der letzte gute Stand, gelesen um %1.</translation>
    </message>
    <message>
        <source>CPU %1 %</source>
        <translation>CPU %1 %</translation>
    </message>
    <message>
        <source>%1 of %2 GB</source>
        <translation>%1 von %2 GB</translation>
    </message>
</context>
<context>
    <name>devstack::StoredLogModel</name>
    <message>
        <source>(this line cannot be read)</source>
        <translation>(diese Zeile ist nicht lesbar)</translation>
    </message>
    <message>
        <source>(no longer kept)</source>
        <translation>(nicht mehr aufbewahrt)</translation>
    </message>
    <message>
        <source>%1 started %2</source>
        <translation>%1 gestartet %2</translation>
    </message>
    <message>
        <source>%1 ended %2</source>
        <translation>%1 beendet %2</translation>
    </message>
    <message>
        <source>%1 ended %2 with exit code %3</source>
        <translation>%1 beendet %2 mit Exit-Code %3</translation>
    </message>
</context>
<context>
    <name>devstack::Tour</name>
    <message>
        <source>inferred, %1</source>
        <translation>abgeleitet, %1</translation>
    </message>
    <message>
        <source>%1; they need each other</source>
        <translation>%1; sie brauchen einander</translation>
    </message>
    <message>
        <source>superuser</source>
        <translation>Superuser</translation>
    </message>
    <message>
        <source>staff</source>
        <translation>Personal</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Nutzer</translation>
    </message>
    <message>
        <source>made by its service %1</source>
        <translation>angelegt von ihrem Service %1</translation>
    </message>
    <message>
        <source>made by the bootstrap of %1</source>
        <translation>angelegt vom Bootstrap von %1</translation>
    </message>
    <message>
        <source>made by its bootstrap</source>
        <translation>angelegt von ihrem Bootstrap</translation>
    </message>
    <message>
        <source>made by the seed %1 of %2</source>
        <translation>angelegt vom Seed %1 von %2</translation>
    </message>
    <message>
        <source>made by the seed %1</source>
        <translation>angelegt vom Seed %1</translation>
    </message>
    <message>
        <source>made by the command %1 of %2</source>
        <translation>angelegt vom Befehl %1 von %2</translation>
    </message>
    <message>
        <source>made by the command %1</source>
        <translation>angelegt vom Befehl %1</translation>
    </message>
    <message>
        <source>made for %1</source>
        <translation>angelegt für %1</translation>
    </message>
    <message>
        <source>Its README tells how to sign in</source>
        <translation>Ihr README sagt, wie die Anmeldung geht</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>organisation of its remote</source>
        <translation>Organisation ihres Remotes</translation>
    </message>
    <message>
        <source>its manifest</source>
        <translation>ihr Manifest</translation>
    </message>
    <message>
        <source>It is not cloned yet.</source>
        <translation>Noch nicht geklont.</translation>
    </message>
    <message>
        <source>%1 need each other and are set up side by side.</source>
        <translation>%1 brauchen einander und werden nebeneinander eingerichtet.</translation>
    </message>
</context>
<context>
    <name>devstack::Tray</name>
    <message>
        <source>Devstack · %1 · %2</source>
        <translation>Devstack · %1 · %2</translation>
    </message>
    <message>
        <source>Devstack</source>
        <translation>Devstack</translation>
    </message>
    <message>
        <source>Open the window</source>
        <translation>Fenster öffnen</translation>
    </message>
    <message>
        <source>Start all</source>
        <translation>Alle starten</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>Alle stoppen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Open in the browser</source>
        <translation>Im Browser öffnen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
</context>
<context>
    <name>devstack::ValueForm</name>
    <message>
        <source>“%1” is missing.</source>
        <translation>„%1“ fehlt.</translation>
    </message>
    <message>
        <source>The values of %1 are kept for you.</source>
        <translation>Die Werte von %1 sind für dich aufgehoben.</translation>
    </message>
</context>
<context>
    <name>devstack::Welcome</name>
    <message>
        <source>Opening %1</source>
        <translation>Öffnet %1</translation>
    </message>
    <message>
        <source>This is a file.</source>
        <translation>Das ist eine Datei.</translation>
    </message>
    <message>
        <source>This is already a workspace; the repository is added to it.</source>
        <translation>Das ist schon ein Workspace; das Repository kommt hinzu.</translation>
    </message>
    <message>
        <source>This folder is not empty; the workspace is made around its content.</source>
        <translation>Der Ordner ist nicht leer; der Workspace entsteht um den Inhalt herum.</translation>
    </message>
    <message>
        <source>Cloning %1</source>
        <translation>Klont %1</translation>
    </message>
    <message>
        <source>Making the sample workspace</source>
        <translation>Legt den Beispiel-Workspace an</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>It is already open; its window was brought to the front.</source>
        <translation>Schon offen; das Fenster ist jetzt vorn.</translation>
    </message>
</context>
</TS>
