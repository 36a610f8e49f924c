/// Decides which meetings of which articles are one node.
///
/// Two tellings may be one meeting when their days and places do not contradict each other, and they share two
/// participants or the name. The most exact tellings (a day, a place, many participants) are placed first and the
/// others join them; one that would fit two meetings equally well and has no date of its own stays apart.
struct MeetingMerging {
  /// Number of the first meeting's node; the others follow.
  private let firstNode: Int
  /// For all meetings of all records, one record after the other, the number of the merged meeting.
  private let meetingOfTelling: SpilledArray<Int32>
  /// Where a record's meetings begin in `meetingOfTelling`; the end last.
  private var starts: [Int] = [0]
  private let dates: TextNumbers
  /// For each merged meeting the number of its date, the most exact one told, most often; -1 for none.
  private let dateOfMeeting: SpilledArray<Int32>
  /// The records that tell a date of a meeting of each day, each once, ascending.
  let recordsOfDays: [(date: String, records: [Int32])]

  /// - Parameter nodes: those of the entities; are given the meetings'.
  init(_ records: MergingRecords, entities: EntityMerging, _ nodes: inout MergedNodes, memory: Int) throws {
    firstNode = nodes.count
    let tellings = MeetingTellings()
    var starts = [0]
    try records.forEach(.meetings) { number, record in
      if !record.meetings.isEmpty {
        let published = record.article.date.flatMap { DateRange($0) }
        let told = try entities.nodes(ofRecord: number)
        for meeting in record.meetings {
          try tellings.append(meeting, record: number, published: published, nodes: told)
        }
      }
      starts.append(tellings.all.count)
    }
    self.starts = starts
    meetingOfTelling = try Self.placed(tellings, starts, nodes, memory: memory)
    let making = try MeetingNodes(tellings, meetingOfTelling, records, starts: starts, &nodes, memory: memory)
    dates = tellings.dates
    dateOfMeeting = making.dates
    recordsOfDays = making.recordsOfDays
  }

  /// For each telling the number of its meeting.
  private static func placed(
    _ tellings: MeetingTellings, _ starts: [Int], _ nodes: MergedNodes, memory: Int
  ) throws -> SpilledArray<Int32> {
    let places = MeetingPlaces(nodes)
    return try MeetingGroups(tellings, starts: starts, memory: memory) { try places.isPart($0, of: $1) }
      .meetings
  }

  /// The merged meeting of a record's meeting.
  func meeting(ofRecord record: Int, at index: Int) throws -> Int {
    Int(try meetingOfTelling[starts[record] + index])
  }

  func node(_ meeting: Int) -> Int { firstNode + meeting }

  func date(_ meeting: Int) throws -> String? {
    let date = Int(try dateOfMeeting[meeting])
    return try date < 0 ? nil : dates[date]
  }
}
