import CostModel
import Pricing
import Testing

@Suite("Faulty catalogue files")
struct CatalogueFaultTests {
  static let sound = """
    {
      "schema": "costctl/catalogue/v1", "provider": "aws", "region": "eu-west-9",
      "published": "2026-11-23",
      "sources": {"LIST": "a price list of 2026-09-19"},
      "groups": [
        {
          "service": "lambda", "unit": "GB-second", "effective": "2026-09-19", "source": "LIST",
          "status": "verified",
          "prices": [
            {"item": "duration/arm64", "tiers": [
              {"from": "0", "usd": "0.3"}, {"from": "10", "usd": "0.2"}, {"from": "20", "usd": "0.1"}
            ]}
          ]
        },
        {
          "service": "ec2", "unit": "hour", "effective": "2026-09-19", "source": "LIST",
          "status": "verified",
          "prices": [
            {"item": "c8g.large/on-demand", "usd": "0.08"},
            {"item": "c8g.xlarge/on-demand", "usd": "0.16"},
            {"item": "c8g.xlarge/ri-1yr", "usd": "0.11"}
          ]
        }
      ],
      "derivations": [
        {
          "service": "ec2", "item": "{instance}/ri-1yr", "factor": "0.5", "families": ["c8g"],
          "effective": "2026-09-19", "source": "LIST", "status": "derived", "note": "half price"
        }
      ]
    }
    """

  private func decode(_ text: String) throws -> [PriceEntry] {
    try Catalogue.decode(Array(text.utf8), file: "eu-west-9.json")
  }

  @Test("the file every case spoils is sound, and a listed price keeps its figure")
  func base() throws {
    let prices = try decode(Self.sound).map { "\($0.key.item) \($0.tiers[0].usd) \($0.status)" }
    #expect(
      prices == [
        "duration/arm64 0.3 verified", "c8g.large/on-demand 0.08 verified",
        "c8g.xlarge/on-demand 0.16 verified", "c8g.xlarge/ri-1yr 0.11 verified",
        "c8g.large/ri-1yr 0.04 derived",
      ])
  }

  static let faults: [(was: String, now: String, sentence: String)] = [
    (
      "c8g.large/on-demand", "c8g.xlarge/on-demand",
      "ec2/eu-west-9/c8g.xlarge/on-demand appears twice"
    ),
    (
      #""from": "10""#, #""from": "30""#,
      "the tiers of lambda/eu-west-9/duration/arm64 must start at 0 and ascend"
    ),
    (
      #""from": "0""#, #""from": "1""#,
      "the tiers of lambda/eu-west-9/duration/arm64 must start at 0 and ascend"
    ),
    ("0.08", "8e-2", "ec2/eu-west-9/c8g.large/on-demand has the figure 8e-2"),
    ("0.08", "-0.08", "ec2/eu-west-9/c8g.large/on-demand has the figure -0.08"),
    ("0.08", "0", "ec2/eu-west-9/c8g.large/on-demand has the figure 0,"),
    ("0.08", "0,08", "ec2/eu-west-9/c8g.large/on-demand has the figure 0,08"),
    ("0.08", "nan", "ec2/eu-west-9/c8g.large/on-demand has the figure nan"),
    (#""0.08""#, "0.08", ".groups[1].prices[0].usd has a value of the wrong kind"),
    (#""unit": "hour""#, #""unit": "Hrs""#, "c8g.large/on-demand is priced per Hrs"),
    (#""status": "derived""#, #""status": "sure""#, "{instance}/ri-1yr has the status sure"),
    (
      #""status": "derived""#, #""status": "override""#, "{instance}/ri-1yr has the status override"
    ),
    (
      #""status": "derived""#, #""status": "verified""#,
      "the derivation ec2/eu-west-9/{instance}/ri-1yr must be derived or unverified"
    ),
    (
      "{instance}/ri-1yr", "ri-1yr",
      "the derivation ec2/eu-west-9/ri-1yr must be derived or unverified and contain {instance} once"
    ),
    (
      #"["c8g"]"#, #"["c9g"]"#, "{instance}/ri-1yr is derived for c9g, which has no on-demand price"
    ),
    (#""LIST": "a"#, #""FILE": "a"#, "lambda/eu-west-9/duration/arm64 names the source LIST"),
    (
      #""published": "2026-11-23""#, #""published": "yesterday""#,
      "the date of published is yesterday"
    ),
    (#""effective": "2026-09-19", "source": "LIST",\#n      "status": "verified",\#n"#, "", ""),
    (#", "usd": "0.08""#, "", "c8g.large/on-demand needs either one usd or a list of tiers"),
    (#""usd": "0.08""#, #""price": "0.08""#, ".price: unknown key"),
    (#""factor": "0.5", "#, "", "lacks factor"),
    (
      "catalogue/v1", "catalogue/v2",
      "has the schema costctl/catalogue/v2 where costctl/catalogue/v1 is expected"
    ),
    (#""derivations": ["#, #""derivations": "#, "is not a readable catalogue: it is not JSON"),
  ]

  @Test("a fault is refused with a sentence that names file and item", arguments: faults)
  func refused(was: String, now: String, sentence: String) throws {
    #expect(Self.sound.contains(was))
    let error = #expect(throws: CatalogueError.self) {
      try decode(Self.sound.replacing(was, with: now, maxReplacements: 1))
    }
    let message = try #require(error?.description)
    #expect(message.hasPrefix("eu-west-9.json"))
    #expect(message.contains(sentence))
  }

  @Test("an uncertain figure without a note is refused")
  func unexplained() {
    let text = Self.sound.replacing(#""status": "verified""#, with: #""status": "unverified""#)
    #expect(
      throws: CatalogueError.note(
        file: "eu-west-9.json", item: "lambda/eu-west-9/duration/arm64")
    ) { try decode(text) }
  }

  @Test("what is derived from an uncertain price is uncertain")
  func weakestLink() throws {
    let text = Self.sound.replacing(
      #""status": "verified""#, with: #""status": "unverified", "note": "hearsay""#)
    let entry = try #require(decode(text).last)
    #expect(entry.key.item == "c8g.large/ri-1yr")
    #expect(entry.status == .unverified)
    #expect(entry.note == "EC2 on-demand x 0.5: half price")
  }
}
