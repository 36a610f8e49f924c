// What a Swift user gets with `import Sommet`: articles, documents, records, graphs and their files.
@_exported import SommetCorpus
@_exported import SommetDiff
@_exported import SommetEvents
@_exported import SommetFormats
@_exported import SommetGraph
@_exported import SommetQuery
@_exported import SommetSpacy
@_exported import SommetStore
@_exported import SommetText
@_exported import SommetTime
