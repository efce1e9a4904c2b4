extension SampleFleet {
  /// Names that no format may take for anything but a name.
  package static let hostileNames = [
    "=cmd|'/C calc'!A0", "+1", "-2", "@SUM(A1)", "\tindented", "\rreturned", "plain",
    "say \"hi\", then leave", "pipe|and`tick`", "<script>alert(1)</script>", "_under_*star*",
    "two\nlines", "\u{1B}[31mred\u{1B}[0m", "nul\0byte", "\u{202E}gnp.exe", "line\u{2028}break",
    "关数处理器", "e\u{301}te\u{301}", "🚀-launch-👩‍💻", "back\\slash\\", "semi;colon",
    String(repeating: "ten-kB-long-", count: 854),
  ]
}
