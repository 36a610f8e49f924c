import SommetGraph

/// Shapes, colours and strokes of a picture. The colours keep apart for most kinds of colour blindness.
struct DOTStyle {
  let shape: String
  let fill: String
  var style = "filled"
  var fontSize = 11
  /// Characters in a line of the label.
  var width = 22

  static func of(_ kind: NodeKind) -> DOTStyle {
    switch kind {
    case .person: DOTStyle(shape: "ellipse", fill: "#ffe9a8")
    case .organization: DOTStyle(shape: "box", fill: "#bfe3f5", style: "filled,rounded")
    case .country: DOTStyle(shape: "hexagon", fill: "#c9e7c4")
    case .place: DOTStyle(shape: "house", fill: "#e6e6e6", fontSize: 10)
    case .meeting: DOTStyle(shape: "box", fill: "#f7cfd8", style: "filled,diagonals", fontSize: 10, width: 26)
    case .date: DOTStyle(shape: "plaintext", fill: "#ffffff", fontSize: 9)
    case .topic: DOTStyle(shape: "note", fill: "#fbfbf2", fontSize: 9, width: 30)
    default: DOTStyle(shape: "ellipse", fill: "#ffffff")
    }
  }

  static func color(_ relation: Relation) -> String {
    switch relation {
    case .met: "#1a7a3a"
    case .proposed: "#1565c0"
    case .warned: "#d1490c"
    case .attended: "#8a8a8a"
    case .heldOn, .heldIn: "#b0b0b0"
    case .holdsOffice: "#7a5a1e"
    case .urged: "#c79100"
    case .rejected: "#a01c2c"
    case .accused: "#7b2d90"
    case .supported: "#00838f"
    case .agreed: "#5c9e1a"
    case .concerns: "#c8c8c8"
    default: "#555555"
    }
  }

  static func line(_ modality: Modality) -> String {
    switch modality {
    case .occurred, .denied, .unstated: "solid"
    case .planned: "dashed"
    case .hypothetical: "dotted"
    }
  }

  /// A stroke for the legend.
  static func sample(_ modality: Modality) -> String {
    switch modality {
    case .occurred, .unstated: "———"
    case .planned: "– – –"
    case .hypothetical: "· · · · ·"
    case .denied: "===|"
    }
  }
}
