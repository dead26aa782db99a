import Foundation
import HTML
import Testing

@Suite("A field")
struct FieldTests {
    @Test("ties label, hint and error to its control")
    func wiring() {
        let field = Field(
            "title", "Titel", value: "a \"b\"", hint: "Ein Satz", error: "Geben Sie einen Titel an",
            autocomplete: "off", maxlength: 120)
        let html = field.html.text
        #expect(html.contains(#"<label for="title">Titel</label>"#))
        #expect(html.contains(#"<p class="hint" id="title-hint">Ein Satz</p>"#))
        #expect(html.contains(#"id="title-error">"#))
        #expect(
            html.contains(
                #"id="title" name="title" aria-describedby="title-hint title-error" aria-invalid="true""#))
        #expect(html.contains(#"value="a &quot;b&quot;""#))
        #expect(html.contains(#"autocomplete="off" maxlength="120" required>"#))
    }

    @Test("without hint and error describes nothing and is valid")
    func plain() {
        let html = Field("mail", "E-Mail", .email, mark: "freiwillig", required: false).html.text
        #expect(!html.contains("aria-"))
        #expect(!html.contains("required"))
        #expect(html.contains(#"<span class="mark-word">(freiwillig)</span></label>"#))
    }

    @Test(
        "shows every kind of control with what the person entered",
        arguments: [
            (Field.Control.text, #"type="text" value="1""#), (.email, #"type="email" value="1""#),
            (.date, #"type="date" class="short" value="1""#), (.dateTime, #"type="datetime-local""#),
            (.number(in: 0...9), #"value="1" min="0" max="9""#), (.code, #"inputmode="numeric""#),
            (.textarea(rows: 3), "required>\n1</textarea>"),
            (.select([Choice("1", "Eins")]), #"<option value="1" selected>Eins</option>"#),
            (.checkbox, #"type="checkbox" id="n" name="n" value="1" checked required>"#),
            (
                .radios([Choice("0", "Null"), Choice("1", "Eins")]),
                #"id="n-2" name="n" value="1" checked required>"#
            ),
        ])
    func controls(control: Field.Control, markup: String) {
        #expect(Field("n", "Zahl", control, value: "1").html.text.contains(markup))
    }

    @Test("never sends a password back")
    func password() {
        #expect(!Field("secret", "Passwort", .password, value: "geheim").html.text.contains("geheim"))
    }

    @Test("of choices is a group with the question as its legend and nothing chosen beforehand")
    func choices() {
        let choices = [Choice("a", "Ja", hint: "Dafür"), Choice("b", "Nein")]
        let html = Field("vote", "Tempo 30?", .radios(choices), error: "Wählen Sie").html.text
        #expect(
            html.contains(
                #"<fieldset role="radiogroup" aria-invalid="true" aria-describedby="vote-error"><legend>Tempo 30?"#
            ))
        #expect(!html.contains("checked"))
        #expect(html.contains("<small>Dafür</small>"))
    }

    @Test("of steps is a group whose choices stand in one row")
    func steps() {
        let html = Field("grade", "Park", .steps([Choice("1", "gut"), Choice("", "keine Note")]), value: "1")
            .html
            .text
        #expect(
            html.contains(#"<legend>Park</legend>"# + "\n" + #"<div class="steps"><label class="choice">"#))
        #expect(html.components(separatedBy: " checked").count == 2)
    }

    @Test("group says what is wrong with all its fields, and is reached from the summary")
    func group() {
        let html = FieldGroup("marks", "Was zuerst?", error: "Zu viel", "<p>x</p>").html.text
        #expect(
            html.contains(#"<fieldset id="marks" tabindex="-1" aria-describedby="marks-error"><legend>Was"#))
        #expect(html.contains(#"id="marks-error">"#) && html.contains("Zu viel</p>"))
        #expect(!FieldGroup("marks", "Was?", "").html.text.contains("aria-describedby"))
    }

    @Test("of several choices ticks exactly the given ones")
    func several() {
        let choices = ["a", "b", "c"].map { Choice($0, $0) }
        let html = Field("many", "Was?", .checkboxes(choices), values: ["a", "c"], required: false).html.text
        #expect(html.components(separatedBy: " checked").count == 3)
        #expect(html.contains(#"value="b">"#))
    }
}

@Suite("A form")
struct FormTests {
    @Test("posts to its address with the hidden token, and without one for visitors")
    func token() {
        let form = Form(action: Link("/a").query("b", "c d"), token: "t\"k", submit: "Senden", fields: [])
        #expect(form.html.text.contains(#"<form method="post" action="/a?b=c%20d" novalidate>"#))
        #expect(form.html.text.contains(#"<input type="hidden" name="token" value="t&quot;k">"#))
        let visitors = Form(action: Link("/a"), token: nil, submit: "Senden", fields: [])
        #expect(!visitors.html.text.contains("token"))
    }

    @Test("says on top what is wrong, in the words beside the field, and leads there")
    func summary() {
        let wrong = Field("place", "Ort", error: "Wählen Sie einen Ort", id: "place-2")
        let summary = ErrorSummary("Es gibt ein Problem", of: [Field("title", "Titel"), wrong])
        #expect(
            summary?.html.text.contains(##"<li><a href="#place-2">Wählen Sie einen Ort</a></li>"##) == true)
        #expect(wrong.html.text.contains("Wählen Sie einen Ort</p>"))
        #expect(wrong.html.text.contains(#"<label for="place-2">"#))
        #expect(ErrorSummary("Es gibt ein Problem", of: [Field("title", "Titel")]) == nil)
    }

    @Test("of one button tells screen readers what it is about")
    func button() {
        let button = FormButton(
            "Melden", action: Link("/r", 7), token: "t", style: .quiet, about: "Beitrag <7>")
        #expect(
            button.html.text.contains(
                #"<button class="button quiet" type="submit">Melden<span class="unseen"> Beitrag &lt;7&gt;</span>"#
            ))
    }
}
