/// One question of a form: label, hint, error and control, wired for screen readers.
package struct Field: Markup {
    package enum Control: Sendable, Hashable {
        case text, email, password, search, telephone, date
        /// `datetime-local`: `2026-11-23T18:00`, local time.
        case dateTime
        /// Whole numbers.
        case number(in: ClosedRange<Int>? = nil)
        /// A short code of digits, such as one sent by mail.
        case code
        case textarea(rows: Int = 8)
        /// A file of this computer; the form says that it brings files.
        case file
        case select([Choice])
        /// One box to tick; the field's label stands beside it and it sends `1`.
        case checkbox
        /// Choice cards of which one can be chosen; nothing is chosen beforehand unless the value says so.
        case radios([Choice])
        /// The same as steps from one end to the other, side by side where there is room.
        case steps([Choice])
        /// Choice cards of which several can be chosen; `values` are those ticked.
        case checkboxes([Choice])
    }

    let name: String
    let label: String
    let control: Control
    let values: [String]
    let hint: String?
    package let error: String?
    let mark: String?
    let required: Bool
    let autocomplete: String?
    let maxlength: Int?
    /// The id of the control, or of the first one of a group: where an error summary leads.
    package let id: String

    /// - Parameters:
    ///   - name: what the form sends; also the control's `id` unless `id` says otherwise.
    ///   - value: what the person entered before.
    ///   - values: the ticked choices of `checkboxes`.
    ///   - mark: a word after the label, such as "freiwillig" or "Pflichtfeld".
    ///   - autocomplete: the purpose in HTML's words (`email`, `postal-code`, `one-time-code` …).
    package init(
        _ name: String, _ label: String, _ control: Control = .text, value: String = "",
        values: [String] = [],
        hint: String? = nil, error: String? = nil, mark: String? = nil, required: Bool = true,
        autocomplete: String? = nil, maxlength: Int? = nil, id: String? = nil
    ) {
        self.name = name
        self.label = label
        self.control = control
        self.values = values.isEmpty && !value.isEmpty ? [value] : values
        self.hint = hint
        self.error = error
        self.mark = mark
        self.required = required
        self.autocomplete = autocomplete
        self.maxlength = maxlength
        self.id = id ?? name
    }

    package var html: HTML {
        switch control {
        case .radios(let choices), .steps(let choices): group(choices, type: "radio")
        case .checkboxes(let choices): group(choices, type: "checkbox")
        case .checkbox: wrapped(hints + choice(Choice("1", label), type: "checkbox", id: id, alone: true))
        default:
            wrapped(
                """
                <label for="\(id)">\(label)\(marked)</label>\(hints)
                \(single)
                """)
        }
    }

    private func wrapped(_ content: HTML) -> HTML {
        #"<div class="field\#(if: error != nil, " wrong")">\#(content)</div>"# + "\n"
    }

    private var marked: HTML? { mark.map { #" <span class="mark-word">(\#($0))</span>"# } }

    private var hints: HTML {
        let shown: HTML? = hint.map { #"<p class="hint" id="\#(id)-hint">\#($0)</p>"# }
        let wrong: HTML? = error.map { #"<p class="error" id="\#(id)-error">\#(Icon.danger)\#($0)</p>"# }
        return "\(shown)\(wrong)"
    }

    private var describedBy: String? {
        let ids = (hint == nil ? [] : [id + "-hint"]) + (error == nil ? [] : [id + "-error"])
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    private var value: String { values.first ?? "" }

    private var invalid: HTML { "\(attribute: "aria-invalid", error == nil ? nil : "true")" }

    /// The attributes every single control shares.
    private var common: HTML {
        """
         id="\(id)" name="\(name)"\(attribute: "aria-describedby", describedBy)\
        \(invalid)\(attribute: "autocomplete", autocomplete)\
        \(attribute: "maxlength", maxlength)\(flag: "required", required)
        """
    }

    private var single: HTML {
        switch control {
        case .textarea(let rows): "<textarea rows=\"\(rows)\"\(common)>\n\(value)</textarea>"
        case .select(let choices): "<select\(common)>\(choices.map(option))</select>"
        case .email: input("email")
        case .password: input("password")
        case .search: input("search")
        case .telephone: input("tel")
        case .file: "<input type=\"file\"\(common)>"
        case .date: input("date", "short")
        case .dateTime: input("datetime-local", "short")
        case .code: #"<input type="text" inputmode="numeric" class="short" value="\#(value)"\#(common)>"#
        case .number(let range):
            """
            <input type="number" inputmode="numeric" step="1" class="short" value="\(value)"\
            \(attribute: "min", range?.lowerBound)\(attribute: "max", range?.upperBound)\(common)>
            """
        default: input("text")
        }
    }

    /// A password is never sent back.
    private func input(_ type: StaticString, _ width: String? = nil) -> HTML {
        """
        <input\(attribute: "type", type.description)\(attribute: "class", width)\
        \(attribute: "value", control == .password ? nil : value)\(common)>
        """
    }

    private func option(_ choice: Choice) -> HTML {
        """
        <option value="\(choice.value)"\(flag: "selected", choice.value == value)>\(choice.label)</option>
        """
    }

    private func group(_ choices: [Choice], type: StaticString) -> HTML {
        wrapped(
            """
            <fieldset\(if: type.description == "radio", #" role="radiogroup"\#(invalid)"#)\
            \(attribute: "aria-describedby", describedBy)><legend>\(label)\(marked)</legend>\(hints)
            \(if: isSteps, #"<div class="steps">"#)\(choices.enumerated().map { index, choice in
                self.choice(choice, type: type, id: index == 0 ? id : "\(id)-\(index + 1)", alone: false)
            })\(if: isSteps, "</div>")</fieldset>
            """)
    }

    private var isSteps: Bool { if case .steps = control { true } else { false } }

    private func choice(_ choice: Choice, type: StaticString, id: String, alone: Bool) -> HTML {
        """
        <label class="choice"><input\(attribute: "type", type.description)\(attribute: "id", id) \
        name="\(name)" value="\(choice.value)"\(flag: "checked", values.contains(choice.value))\
        \(flag: "required", required && (alone || type.description == "radio"))\
        \(attribute: "aria-describedby", alone ? describedBy : nil)\
        \(if: type.description == "checkbox", invalid)>
        <span><b>\(choice.label)</b>\(if: alone, "\(marked)")\
        \(choice.hint.map { "<small>\($0)</small>" as HTML })</span></label>

        """
    }
}

/// One answer a person can choose.
package struct Choice: Sendable, Hashable {
    let value: String
    let label: String
    let hint: String?

    package init(_ value: String, _ label: String, hint: String? = nil) {
        self.value = value
        self.label = label
        self.hint = hint
    }
}
