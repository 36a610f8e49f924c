/// Texts that come again and again, each by one number, which counts from 0.
package struct TextNumbers {
  package private(set) var texts = PackedTexts()
  private var numbers = NumberTable()

  package init() {}

  package subscript(number: Int) -> String { texts[number] }

  package mutating func number(of text: String) -> Int {
    var key = Fingerprint.identity(text)
    while true {
      let number = numbers.number(of: key, orInsert: texts.count)
      if number == texts.count { return texts.append(text) }
      if texts.isSame(number, text) { return number }
      key = Identifier.mixed(key &+ 1)
    }
  }
}
