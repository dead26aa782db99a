import Phrases

/// The phrases that `witness` carries, copied from `Resources/phrases` by `bin/record-phrases`.
enum WitnessPhrases {
    static let texts: [Language: String] = [.german: german, .english: english]

    private static let german = #"""
        format.date = {day}. {month} {year}
        format.date-time = {date}, {time}
        format.time = {hour}:{minute} Uhr
        month.1 = Januar
        month.2 = Februar
        month.3 = März
        month.4 = April
        month.5 = Mai
        month.6 = Juni
        month.7 = Juli
        month.8 = August
        month.9 = September
        month.10 = Oktober
        month.11 = November
        month.12 = Dezember
        month-short.1 = Jan.
        month-short.2 = Feb.
        month-short.3 = März
        month-short.4 = Apr.
        month-short.5 = Mai
        month-short.6 = Juni
        month-short.7 = Juli
        month-short.8 = Aug.
        month-short.9 = Sept.
        month-short.10 = Okt.
        month-short.11 = Nov.
        month-short.12 = Dez.
        witness.title = Beobachter {name}
        witness.lead = Dieser Beobachter bestätigt jeden neuen Stand eines Protokolls nur, wenn darin alles Frühere unverändert steht. Wer ein Protokoll heimlich umschreibt, bekommt keine Bestätigung mehr.
        witness.logs = Beobachtete Protokolle
        witness.origin = Protokoll
        witness.size = Einträge
        witness.time = Zuletzt bestätigt
        witness.never = Noch nichts bestätigt
        witness.key = Schlüssel
        witness.key-lead = Mit dieser Zeile prüft jeder die Unterschriften dieses Beobachters. Sie gehört in die Datei, die sagt, wem man vertraut.
        """#

    private static let english = #"""
        format.date = {day} {month} {year}
        format.date-time = {date}, {time}
        format.time = {hour}:{minute}
        month.1 = January
        month.2 = February
        month.3 = March
        month.4 = April
        month.5 = May
        month.6 = June
        month.7 = July
        month.8 = August
        month.9 = September
        month.10 = October
        month.11 = November
        month.12 = December
        month-short.1 = Jan
        month-short.2 = Feb
        month-short.3 = Mar
        month-short.4 = Apr
        month-short.5 = May
        month-short.6 = June
        month-short.7 = July
        month-short.8 = Aug
        month-short.9 = Sept
        month-short.10 = Oct
        month-short.11 = Nov
        month-short.12 = Dec
        witness.title = Witness {name}
        witness.lead = This witness confirms a new state of a log only if everything earlier stands in it unchanged. Whoever rewrites a log in secret gets no more confirmations.
        witness.logs = Watched logs
        witness.origin = Log
        witness.size = Entries
        witness.time = Last confirmed
        witness.never = Nothing confirmed yet
        witness.key = Key
        witness.key-lead = With this line anybody checks the signatures of this witness. It belongs into the file that says whom one trusts.
        """#
}
