import SommetGraph

/// What yEd shows: shapes, lines and labels in elements of its own.
///
/// Source: <http://www.yworks.com/xml/schema/graphml/1.1/doc/http___www.yworks.com_xml_graphml/index.html>.
extension GraphMLWriting {
  static let yEdKeys: StaticString = """
     <key id="node.graphics" for="node" yfiles.type="nodegraphics"/>
     <key id="edge.graphics" for="edge" yfiles.type="edgegraphics"/>

    """

  static func graphics(of node: Node, to output: inout TextOutput) throws(FormatError) {
    let style = DOTStyle.of(node.kind)
    let fill = Appearance.ownColor(of: node.attributes)?.hex ?? style.fill
    let lines = DOT.wrapped(node.label, width: style.width, lines: 6)
    let longest = lines.map(\.count).max() ?? 0
    let (width, height) = (max(40, 7 * longest + 20), max(30, 16 * lines.count + 14))
    try output.write(
      """
         <data key="node.graphics"><y:ShapeNode><y:Geometry height="\(height).0" width="\(width).0"/>\
      <y:Fill color="\(fill)" transparent="false"/><y:BorderStyle color="#555555" type="line" width="1.0"/><y:NodeLabel>
      """)
    try output.write(lines.joined(separator: "\n"), .xmlText)
    try output.write("</y:NodeLabel><y:Shape type=\"\(shape(node.kind))\"/></y:ShapeNode></data>\n")
  }

  static func graphics(of edge: Edge, to output: inout TextOutput) throws(FormatError) {
    let color = Appearance.ownColor(of: edge.attributes)?.hex ?? DOTStyle.color(edge.relation)
    let width = DOT.width(edge.weight)
    try output.write(
      """
         <data key="edge.graphics"><y:PolyLineEdge><y:LineStyle color="\(color)" type="\(stroke(edge.modality))" \
      width="\(width)"/><y:Arrows source="none" target="\(edge.isSymmetric ? "none" : "standard")"/><y:EdgeLabel>
      """)
    let title = [edge.relation.rawValue, edge.date ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    try output.write(title, .xmlText)
    try output.write(literal: "</y:EdgeLabel></y:PolyLineEdge></data>\n")
  }

  private static func shape(_ kind: NodeKind) -> String {
    switch kind {
    case .person: "ellipse"
    case .organization: "roundrectangle"
    case .country: "hexagon"
    case .place: "parallelogram"
    case .meeting: "octagon"
    case .date: "rectangle"
    case .topic: "trapezoid"
    default: "ellipse"
    }
  }

  private static func stroke(_ modality: Modality) -> String {
    switch modality {
    case .occurred, .unstated: "line"
    case .planned: "dashed"
    case .hypothetical: "dotted"
    case .denied: "dashed_dotted"
    }
  }
}
