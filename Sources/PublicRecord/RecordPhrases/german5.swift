extension RecordPhrases {
    static let german5 = #"""
        recount.election.what.roll = das Verzeichnis der Wahlberechtigten
        recount.election.what.head = die Bestätigung durch das Protokoll
        recount.election.what.snapshots = frühere Stände
        recount.election.not-reached = Nicht geprüft, weil davor etwas nicht stimmt: {what}.
        recount.election.none = Nicht geprüft, weil es im Archiv noch fehlt: {what}.
        recount.election.nothing-ranked = Gemischt wird nicht, denn es gibt keine Frage mit Rangfolge.
        recount.election.no-terms.mixing = Nicht geprüft: wie viele gemischt haben müssen, und wer. Das steht in der Datei terms.json (shuffles und mixers).
        recount.election.no-terms.roll = Nicht geprüft: ob es so viele Wahlberechtigungen gibt wie Wahlberechtigte. Wie viele, steht in der Datei terms.json (roll_size und total_weight).
        recount.election.no-log = Nicht geprüft: ob das Protokoll der Stadt dieses Archiv bestätigt. Geben Sie es dazu mit --log und --policy an.
        recount.election.no-snapshots = Nicht geprüft: ob das Archiv früher anders war. Geben Sie dazu frühere Stände mit --snapshots an.
        recount.election.credentials.one = Es gibt {count} Wahlberechtigung.
        recount.election.credentials.other = Es gibt {count} Wahlberechtigungen.
        recount.election.cast.one = {count} Stimmzettel wurde abgegeben.
        recount.election.cast.other = {count} Stimmzettel wurden abgegeben.
        recount.election.counted.one = {count} davon zählt: von jeder Wahlberechtigung der letzte.
        recount.election.counted.other = {count} davon zählen: von jeder Wahlberechtigung der letzte.
        recount.election.weight = Nach Gewicht sind das {weight} von {total} Stimmen.
        recount.election.needed = Zum Entschlüsseln ist nötig: {trustees}.
        recount.election.needed-of = Zum Entschlüsseln sind {needed} nötig von: {trustees}.
        recount.election.mixed = Gemischt haben nach eigener Angabe: {trustees}.
        recount.election.decrypted = Entschlüsselt haben: {trustees}.
        recount.election.lacks = Der gemeinsame Schlüssel stammt von einem älteren Programm: Nicht alle seine Teile sind unterschrieben.
        recount.election.trustee = Treuhandstelle {number}
        recount.election.blank = Leer abgegeben
        recount.election.ranked.one = {count} Stimmzettel mit Rangfolge; mit --json wird er ausgegeben.
        recount.election.ranked.other = {count} Stimmzettel mit Rangfolge; mit --json werden sie ausgegeben.
        log.malformed-checkpoint = Der Stand des Protokolls ist nicht lesbar.
        log.unknown-log = Dieser Stand gehört zu einem anderen Protokoll.
        log.bad-signature = Eine Unterschrift unter dem Stand ist falsch.
        log.not-signed-by-log = Das Protokoll hat diesen Stand nicht unterschrieben.
        log.too-few-witnesses = Zu wenige Beobachter haben diesen Stand bestätigt.
        log.not-included = Der Eintrag steht nicht in diesem Stand des Protokolls.
        """#
}
