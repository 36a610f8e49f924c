import SommetText

extension Token {
  /// The text in lowercase, with a straight apostrophe: what tables hold.
  var form: String {
    let form = text.lowercased()
    return form.utf8.contains(0xE2) ? String(form.map { $0 == "’" ? "'" : $0 }) : form
  }
}
