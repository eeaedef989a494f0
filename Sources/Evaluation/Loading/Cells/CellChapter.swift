/// The forms of cells as a chapter of the reference.
extension ReferenceChapter {
  package static let cells = ReferenceChapter(
    "cells", "Cells of text",
    intro: """
      What `load` reads in a column of text when every cell that is present has such a form. A time
      may follow a day. Digits are days only in a column whose role is a date. The sign of a share may
      stand in front, as in `%12.5`, and `k`, `M` or `bn` behind digits, as in `$1.5k`.
      """,
    head: ["a cell such as", "becomes", "form", "where"],
    rows: (NumberForms.families + DateForms.families + DateForms.digits).flatMap { family in
      family.forms.map { form in
        [
          "`\(form.example)`", "`\(form.meaning)`", form.name,
          family.isForDateRoles
            ? "roles of dates" : form.kind == .identifier ? "stays text" : "any column",
        ]
      }
    })
}
