// Runs the language pipeline for `Benchmarks/pipeline.py`, which sets spaCy beside it.
//
//     sommet-bench tokens PIPELINE TEXTS             the number of tokens of each text, one a line
//     sommet-bench speed PIPELINE TEXTS THREADS      annotates all texts, three times; prints JSON
//     sommet-bench first PIPELINE TEXTS              annotates the first text, prints its number of tokens
//     sommet-bench steps PIPELINE TEXTS              all steps of an extraction, text by text; prints JSON
//
// PIPELINE is compiled (`*.sommet`); TEXTS is a file of JSON lines {"text": …}.

import Foundation
import SommetSpacy
import SommetText
import Synchronization

struct Line: Decodable { let text: String }

struct Component: Encodable {
  let name: String
  let microsecondsPerToken: Double
}

struct Speed: Encodable {
  let kernels: String
  let tokens: Int
  /// Of each pass over the texts; the first meets words for the first time.
  let wallSeconds: [Double]
  let processorSeconds: [Double]
  let components: [Component]
  let checksum: String
}

/// FNV-1a over what the pipeline says, to compare runs.
struct Checksum {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ text: String) {
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    value = (value ^ 0xFF) &* 0x100_0000_01B3
  }

  mutating func add(_ document: AnnotatedDocument) {
    for token in document.tokens {
      add(token.text)
      add(token.upos.rawValue)
      add(token.feats.description)
      add(token.lemma)
      add(token.deprel)
      add(String(token.head))
    }
    for sentence in document.sentences { add(String(sentence.lowerBound)) }
    for entity in document.entities { add("\(entity.tokens) \(entity.label)") }
  }
}

func texts(_ path: String) throws -> [ScalarText] {
  try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
    ScalarText(try JSONDecoder().decode(Line.self, from: Data($0.utf8)).text)
  }
}

/// Of all threads of this process.
func processorSeconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// Annotates texts in batches on some threads; calls `use` with each batch's number and documents.
func annotate(
  _ texts: [ScalarText], _ pipeline: Pipeline, threads: Int,
  use: @escaping @Sendable (Int, [AnnotatedDocument]) -> Void
) {
  let size = 16
  let batches = (texts.count + size - 1) / size
  let next = Atomic(0)
  @Sendable func work() {
    while true {
      let batch = next.add(1, ordering: .relaxed).oldValue
      guard batch < batches else { return }
      let part = texts[batch * size..<min(texts.count, (batch + 1) * size)]
      guard let documents = try? pipeline.annotate(Array(part)) else {
        preconditionFailure("a text is too long")
      }
      use(batch, documents)
    }
  }
  if threads == 1 {
    work()
  } else {
    DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
  }
}

func speed(_ pipeline: Pipeline, _ texts: [ScalarText], threads: Int) throws {
  var wall: [Double] = []
  var processor: [Double] = []
  let tokens = Atomic(0)
  for _ in 0..<3 {
    tokens.store(0, ordering: .relaxed)
    let clock = ContinuousClock.now
    let before = processorSeconds()
    annotate(texts, pipeline, threads: threads) { _, documents in
      tokens.add(documents.reduce(0) { $0 + $1.tokens.count }, ordering: .relaxed)
    }
    processor.append(processorSeconds() - before)
    let duration = ContinuousClock.now - clock
    wall.append(Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18)
  }
  let components = pipeline.times().map { time in
    Component(
      name: time.component,
      microsecondsPerToken: (Double(time.duration.components.seconds) * 1e6
        + Double(time.duration.components.attoseconds) / 1e12) / Double(max(time.tokens, 1)))
  }
  let sums = Mutex<[Int: UInt64]>([:])
  annotate(texts, pipeline, threads: threads) { batch, documents in
    var sum = Checksum()
    for document in documents { sum.add(document) }
    sums.withLock { $0[batch] = sum.value }
  }
  var checksum = Checksum()
  for (_, sum) in sums.withLock({ $0 }).sorted(by: { $0.key < $1.key }) { checksum.add(String(sum)) }
  let encoder = JSONEncoder()
  let result = Speed(
    kernels: KernelPath.best.name, tokens: tokens.load(ordering: .relaxed), wallSeconds: wall,
    processorSeconds: processor, components: components, checksum: String(checksum.value, radix: 16))
  print(String(decoding: try encoder.encode(result), as: UTF8.self))
}

let arguments = CommandLine.arguments.dropFirst()
guard arguments.count >= 3, let mode = arguments.first else {
  FileHandle.standardError.write(
    Data("usage: sommet-bench tokens|speed|first|steps PIPELINE TEXTS [THREADS]\n".utf8))
  exit(2)
}
let pipeline = try Pipeline(file: PipelineFile(path: arguments[2]))
let articles = try texts(arguments[3])
switch mode {
case "tokens":
  for text in articles { print(try pipeline.annotate([text])[0].tokens.count) }
case "first":
  print(try pipeline.annotate([articles[0]])[0].tokens.count)
case "steps":
  print(String(decoding: try JSONEncoder().encode(Steps(pipeline, articles)), as: UTF8.self))
default:
  try speed(pipeline, articles, threads: arguments.count > 3 ? Int(arguments[4]) ?? 1 : 1)
}
