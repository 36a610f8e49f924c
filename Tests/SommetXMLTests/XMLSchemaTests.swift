import SommetXML
import Testing

@Suite struct XMLSchemaTests {
  private static let schema = """
    <?xml version="1.0"?>
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
      <xs:element name="graphe">
        <xs:complexType>
          <xs:sequence>
            <xs:element name="nœud" maxOccurs="unbounded">
              <xs:complexType>
                <xs:attribute name="id" type="xs:NCName" use="required"/>
                <xs:attribute name="poids" type="xs:integer"/>
              </xs:complexType>
            </xs:element>
          </xs:sequence>
        </xs:complexType>
        <xs:unique name="ids"><xs:selector xpath="nœud"/><xs:field xpath="@id"/></xs:unique>
      </xs:element>
    </xs:schema>
    """

  @Test func `a valid document has no faults`() throws {
    let schema = try XMLSchema(Self.schema, name: "graphe.xsd")
    #expect(
      try schema.faults(in: "<graphe><nœud id='a'/><nœud id='b' poids='3'/></graphe>".utf8, name: "g.xml")
        == [])
  }

  @Test func `every fault is told with its line`() throws {
    let schema = try XMLSchema(Self.schema, name: "graphe.xsd")
    let document = """
      <graphe>
        <nœud id='a' poids='lourd'/>
        <nœud/>
        <arc/>
        <nœud id='a'/>
      </graphe>
      """
    let folder = try TemporaryFolder()
    let path = try folder.file("g.xml", document)
    for faults in [
      try schema.faults(in: document.utf8, name: path), try schema.faults(in: path),
    ] {
      #expect(faults.map(\.line) == [2, 3, 4])
      #expect(faults.allSatisfy { $0.file == path })
      #expect(faults[0].message.contains("'lourd' is not a valid value"))
      #expect(faults[1].message.contains("The attribute 'id' is required"))
      #expect(faults[2].message.contains("This element is not expected"))
    }
  }

  @Test func `a document that is not well-formed has that one fault`() throws {
    let schema = try XMLSchema(Self.schema, name: "graphe.xsd")
    let faults = try schema.faults(in: "<graphe>\n<nœud id='a' poids='x'/>\n<nœud id='b'".utf8, name: "g.xml")
    #expect(faults.map(\.line) == [3])
    #expect(throws: XMLError.self) { _ = try schema.faults(in: "/nowhere/g.xml") }
  }

  @Test func `a schema imports files beside it`() throws {
    let folder = try TemporaryFolder()
    _ = try folder.file(
      "type.xsd",
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
        <xs:attribute name="jour" type="xs:date"/>
      </xs:schema>
      """)
    let path = try folder.file(
      "main.xsd",
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t">
        <xs:import namespace="urn:t" schemaLocation="type.xsd"/>
        <xs:element name="a"><xs:complexType><xs:attribute ref="t:jour"/></xs:complexType></xs:element>
      </xs:schema>
      """)
    let schema = try XMLSchema(path: path)
    #expect(try schema.faults(in: "<a xmlns:t='urn:t' t:jour='2025-08-20'/>".utf8, name: "a.xml") == [])
    #expect(try schema.faults(in: "<a xmlns:t='urn:t' t:jour='hier'/>".utf8, name: "a.xml").count == 1)
  }

  @Test func `a schema is never fetched`() {
    let error = #expect(throws: XMLError.self) {
      _ = try XMLSchema(
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t">
          <xs:import namespace="urn:t" schemaLocation="http://localhost:1/type.xsd"/>
          <xs:element name="a" type="t:rien"/>
        </xs:schema>
        """, name: "main.xsd")
    }
    #expect(error?.file == "main.xsd")
  }

  @Test func `says what is wrong with a schema`() {
    let broken = #expect(throws: XMLError.self) { _ = try XMLSchema("<a>", name: "a.xsd") }
    #expect(broken?.file == "a.xsd")
    #expect(broken?.line == 1)
    let missing = #expect(throws: XMLError.self) { _ = try XMLSchema(path: "/nowhere/a.xsd") }
    #expect(missing?.description == "/nowhere/a.xsd: No such file or directory")
  }
}
