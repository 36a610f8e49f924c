/// Values of one size, one after the other: those used last are held, and all others lie in a temporary file.
///
/// Memory is bounded whatever the count: a page has at most 4 KB, and each page has one place in memory that it shares with
/// others, so that finding it costs no search. As long as there are no more pages than places, no file is made.
///
/// It is an object: who is given it sees what others change. Not for several threads at once.
package final class SpilledArray<Element: BitwiseCopyable> {
  @exclusivity(unchecked) @usableFromInline package internal(set) var count = 0

  /// Elements of a page: a power of two.
  @usableFromInline let pageShift: Int
  @usableFromInline let pageSize: Int
  /// Places for pages: a power of two of them at most.
  @usableFromInline let mostPlaces: Int
  @exclusivity(unchecked) @usableFromInline var memory: UnsafeMutableRawPointer
  private var placeCount = 0
  @exclusivity(unchecked) @usableFromInline var places: UnsafeMutablePointer<Place>
  private var file: SpillFile?

  @usableFromInline struct Place {
    /// The page that lies here; -1 for none.
    @usableFromInline var page = -1
    @usableFromInline var isChanged = false
  }

  /// - Parameter memory: bytes that may be held.
  package init(memory limit: Int = 1 << 20) {
    var shift = 0
    while MemoryLayout<Element>.stride << (shift + 1) <= 4096 { shift += 1 }
    pageShift = shift
    pageSize = MemoryLayout<Element>.stride << shift
    var most = 1
    while 2 * most * pageSize <= limit { most *= 2 }
    mostPlaces = most
    memory = .allocate(byteCount: 0, alignment: 16)
    places = .allocate(capacity: 0)
  }

  package convenience init(repeating value: Element, count: Int, memory limit: Int = 1 << 20)
    throws(SpillError)
  {
    self.init(memory: limit)
    for _ in 0..<count { try append(value) }
  }

  deinit {
    memory.deallocate()
    places.deallocate()
  }

  @inlinable package var isEmpty: Bool { count == 0 }
  @inlinable package var indices: Range<Int> { 0..<count }

  package subscript(_ index: Int) -> Element {
    @inlinable get throws(SpillError) {
      precondition(index >= 0 && index < count, "an element lies in the array")
      let page = index >> pageShift
      let place = page & (mostPlaces - 1)
      if places[place].page != page { try fetch(page) }
      return memory.load(fromByteOffset: offset(of: index, in: place), as: Element.self)
    }
  }

  @inlinable package func set(_ index: Int, _ element: Element) throws(SpillError) {
    precondition(index >= 0 && index < count, "an element lies in the array")
    try write(index, element)
  }

  @inlinable package func append(_ element: Element) throws(SpillError) {
    if count & (1 << pageShift - 1) == 0 { try begin(count >> pageShift) }
    try write(count, element)
    count += 1
  }

  @inlinable package func append(contentsOf elements: some Sequence<Element>) throws(SpillError) {
    var rest = Array(elements)[...]
    while !rest.isEmpty {
      let page = count >> pageShift
      let place = page & (mostPlaces - 1)
      if count & (1 << pageShift - 1) == 0 { try begin(page) }
      if places[place].page != page { try fetch(page) }
      let part = rest.prefix((page + 1) << pageShift - count)
      part.withUnsafeBytes {
        (memory + offset(of: count, in: place)).copyMemory(from: $0.baseAddress!, byteCount: $0.count)
      }
      places[place].isChanged = true
      count += part.count
      rest = rest.dropFirst(part.count)
    }
  }

  package subscript(_ range: Range<Int>) -> [Element] {
    @inlinable get throws(SpillError) {
      precondition(range.lowerBound >= 0 && range.upperBound <= count, "elements lie in the array")
      var elements: [Element] = []
      elements.reserveCapacity(range.count)
      var index = range.lowerBound
      while index < range.upperBound {
        let end = min(range.upperBound, (index >> pageShift + 1) << pageShift)
        elements += try onPage(index..<end)
        index = end
      }
      return elements
    }
  }

  /// Hands over a range without a copy where it lies on one page; it is not kept.
  @inlinable package func withElements<Result>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<Element>) -> Result
  ) throws(SpillError) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "elements lie in the array")
    if range.isEmpty { return body(UnsafeBufferPointer(start: nil, count: 0)) }
    if range.lowerBound >> pageShift == (range.upperBound - 1) >> pageShift { return body(try onPage(range)) }
    return try self[range].withUnsafeBufferPointer(body)
  }

  /// - Precondition: the range lies on one page.
  @inlinable func onPage(_ range: Range<Int>) throws(SpillError) -> UnsafeBufferPointer<Element> {
    let page = range.lowerBound >> pageShift
    let place = page & (mostPlaces - 1)
    if places[place].page != page { try fetch(page) }
    let bytes = UnsafeRawBufferPointer(
      start: memory + offset(of: range.lowerBound, in: place),
      count: range.count * MemoryLayout<Element>.stride)
    return bytes.bindMemory(to: Element.self)
  }

  @inlinable package func copy() throws(SpillError) -> SpilledArray {
    let copy = SpilledArray(memory: mostPlaces * pageSize)
    for index in indices { try copy.append(self[index]) }
    return copy
  }

  // MARK: Pages

  @inlinable func offset(of index: Int, in place: Int) -> Int {
    place * pageSize + (index & (1 << pageShift - 1)) * MemoryLayout<Element>.stride
  }

  @inlinable func write(_ index: Int, _ element: Element) throws(SpillError) {
    let page = index >> pageShift
    let place = page & (mostPlaces - 1)
    if places[place].page != page { try fetch(page) }
    places[place].isChanged = true
    memory.storeBytes(of: element, toByteOffset: offset(of: index, in: place), as: Element.self)
  }

  /// Makes a place free for a page that is new.
  @usableFromInline func begin(_ page: Int) throws(SpillError) {
    let place = page & (mostPlaces - 1)
    if place >= placeCount { grow() }
    try free(place)
    places[place] = Place(page: page, isChanged: true)
  }

  @usableFromInline func fetch(_ page: Int) throws(SpillError) {
    let place = page & (mostPlaces - 1)
    try free(place)
    places[place].page = -1
    try file!.read(
      page * pageSize, into: UnsafeMutableRawBufferPointer(start: memory + place * pageSize, count: pageSize))
    places[place].page = page
  }

  /// Keeps what a place holds in the file, if it is not there as it is.
  private func free(_ place: Int) throws(SpillError) {
    guard places[place].isChanged else { return }
    if file == nil { file = try SpillFile() }
    try file!.write(
      UnsafeRawBufferPointer(start: memory + place * pageSize, count: pageSize),
      at: places[place].page * pageSize)
    places[place].isChanged = false
  }

  private func grow() {
    let larger = max(1, min(2 * placeCount, mostPlaces))
    let copy = UnsafeMutableRawPointer.allocate(byteCount: larger * pageSize, alignment: 16)
    copy.initializeMemory(as: UInt8.self, repeating: 0, count: larger * pageSize)
    copy.copyMemory(from: memory, byteCount: placeCount * pageSize)
    memory.deallocate()
    memory = copy
    let places = UnsafeMutablePointer<Place>.allocate(capacity: larger)
    places.initialize(repeating: Place(), count: larger)
    places.update(from: self.places, count: placeCount)
    self.places.deallocate()
    self.places = places
    placeCount = larger
  }
}
