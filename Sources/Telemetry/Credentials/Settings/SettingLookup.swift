/// Looks a setting up in the variables first, then in the profile.
struct SettingLookup {
  let environment: AWSEnvironment
  let profile: String
  let section: AWSProfile

  func text(_ variables: [String], key: String) -> Setting<String>? {
    for variable in variables {
      if let value = environment[variable] { return Setting(value, from: .variable(variable)) }
    }
    guard let value = section[key], !value.isEmpty else { return nil }
    return Setting(value, from: .profile(profile, key: key))
  }

  func flag(_ variable: String, key: String) -> Bool {
    text([variable], key: key)?.value.lowercased() == "true"
  }

  func number(
    _ variables: [String], key: String, standard: Int
  ) throws(AWSSettingsError) -> Setting<Int> {
    guard let text = text(variables, key: key) else { return Setting(standard, from: .standard) }
    guard let number = Int(text.value), number > 0 else {
      throw .badNumber(text.value, from: text.origin)
    }
    return Setting(number, from: text.origin)
  }
}
