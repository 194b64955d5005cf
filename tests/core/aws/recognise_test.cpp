// Tests that pasted keys are recognised: in every form in which AWS shows them and people pass them on, and
// in damaged texts.
#include <gtest/gtest.h>
#include <random>

#include "aws/credentials.hpp"
#include "aws/errors.hpp"

namespace {

using aws::CredentialForm;
using aws::CredentialWarning;

const std::string key = "AKIAIOSFODNN7EXAMPLE";
const std::string temporary = "ASIAIOSFODNN7EXAMPLE";
const std::string secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const std::string token = "IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJHMEUCIQD==";
const std::string byte_order_mark = "\xEF\xBB\xBF";

/// A pasted text, and what must be recognised in it.
struct Paste {
  std::string title;
  std::string text;
  CredentialForm form;
  bool has_token = false;
  std::string region = {};
  std::vector<CredentialWarning> warnings = {};
};

std::vector<Paste> pastes() {
  const auto bash = CredentialForm::environment_bash;
  const auto powershell = CredentialForm::environment_powershell;
  const auto cmd = CredentialForm::environment_cmd;
  const auto ini = CredentialForm::ini_profile;
  const auto csv = CredentialForm::console_csv;
  const auto json = CredentialForm::json;
  const auto bare = CredentialForm::bare_lines;
  const std::string row = key + "," + secret;
  return {
      {"bash", "export AWS_ACCESS_KEY_ID=" + key + "\nexport AWS_SECRET_ACCESS_KEY=" + secret, bash},
      {"bash, quoted, temporary, from the access portal",
       "export AWS_ACCESS_KEY_ID=\"" + temporary + "\"\r\nexport AWS_SECRET_ACCESS_KEY=\"" + secret +
           "\"\r\nexport AWS_SESSION_TOKEN=\"" + token + "\"\r\n",
       bash, true},
      {"bash, without export, with a region",
       "AWS_DEFAULT_REGION='eu-west-1'\nAWS_ACCESS_KEY_ID='" + key + "'\nAWS_SECRET_ACCESS_KEY='" + secret +
           "'",
       bash, false, "eu-west-1"},
      {"bash, one line", "export AWS_ACCESS_KEY_ID=" + key + " AWS_SECRET_ACCESS_KEY=" + secret, bash},
      {"bash, one line of statements, in front of a command",
       "export AWS_REGION=us-west-2; AWS_ACCESS_KEY_ID=\"" + temporary + "\" AWS_SECRET_ACCESS_KEY='" +
           secret + "' AWS_SESSION_TOKEN=" + token + " && aws s3 ls",
       bash, true, "us-west-2"},
      {"PowerShell, one line",
       "$env:AWS_ACCESS_KEY_ID='" + key + "'; $env:AWS_SECRET_ACCESS_KEY='" + secret + "'", powershell},
      {"cmd, one line", "set AWS_ACCESS_KEY_ID=" + key + "&& set AWS_SECRET_ACCESS_KEY=" + secret, cmd},
      {"PowerShell",
       "$Env:AWS_ACCESS_KEY_ID=\"" + temporary + "\"\n$Env:AWS_SECRET_ACCESS_KEY = \"" + secret +
           "\";\n$Env:AWS_SESSION_TOKEN=\"" + token + "\"",
       powershell, true},
      {"cmd",
       "SET AWS_ACCESS_KEY_ID=" + key + "\nSET AWS_SECRET_ACCESS_KEY=" + secret +
           "\nset AWS_REGION=us-west-2",
       cmd, false, "us-west-2"},
      {"cmd, setx", "setx AWS_ACCESS_KEY_ID " + key + "\nsetx AWS_SECRET_ACCESS_KEY \"" + secret + "\"", cmd},
      {"cmd, quoted", "set \"AWS_ACCESS_KEY_ID=" + key + "\"\nset \"AWS_SECRET_ACCESS_KEY=" + secret + "\"",
       cmd},
      {"profile", "[default]\naws_access_key_id = " + key + "\naws_secret_access_key = " + secret, ini},
      {"profile with comment, region and unknown lines",
       "# mine\n[work]\n; x\noutput=json\nregion=eu-central-1\naws_access_key_id=" + key +
           "\naws_secret_access_key=" + secret,
       ini, false, "eu-central-1"},
      {"profile without its heading", "aws_access_key_id=" + key + "\naws_secret_access_key=" + secret, ini},
      {"credentials and config together",
       "[default]\naws_access_key_id = " + key + "\naws_secret_access_key = " + secret +
           "\n[profile default]\nregion = ap-northeast-1",
       ini, false, "ap-northeast-1"},
      {"several profiles",
       "[old]\naws_access_key_id=AKIAAAAAAAAAAAAAAAAA\naws_secret_access_key=" + secret +
           "\n[default]\naws_access_key_id=" + key + "\naws_secret_access_key=" + secret,
       ini,
       false,
       "",
       {CredentialWarning::several_profiles}},
      {"temporary profile",
       "[123456789012_Admin]\naws_access_key_id=" + temporary + "\naws_secret_access_key=" + secret +
           "\naws_session_token=" + token,
       ini, true},
      {"CSV of the console", byte_order_mark + "Access key ID,Secret access key\r\n" + row + "\r\n", csv},
      {"CSV of a new user",
       "User name,Password,Access key ID,Secret access key,Console login link\nbob,\"p,\"\"w\"," + row +
           ",https://123456789012.signin.aws.amazon.com/console\n",
       csv},
      {"CSV, quoted", "\"Access key ID\",\"Secret access key\"\n\"" + key + "\",\"" + secret + "\"", csv},
      {"CSV with two keys",
       "Access key ID,Secret access key\n" + row + "\nAKIAAAAAAAAAAAAAAAAA," + secret,
       csv,
       false,
       "",
       {CredentialWarning::several_keys}},
      {"aws iam create-access-key",
       R"({"AccessKey":{"UserName":"bob","AccessKeyId":")" + key +
           R"(","Status":"Active","SecretAccessKey":")" + secret + R"(","CreateDate":"2026-01-01"}})",
       json},
      {"aws sts assume-role",
       R"({ "Credentials": { "AccessKeyId": ")" + temporary + R"(", "SecretAccessKey": ")" + secret +
           R"(", "SessionToken": ")" + token + R"(", "Expiration": "2026" }, "AssumedRoleUser": {} })",
       json, true},
      {"aws sso get-role-credentials",
       R"({"roleCredentials":{"accessKeyId":")" + temporary + R"(","secretAccessKey":")" + secret +
           R"(","sessionToken":")" + token + R"(","expiration":1700000000}})",
       json, true},
      {"credential process",
       R"({"Version":1,"AccessKeyId":")" + key + R"(","SecretAccessKey":")" + secret +
           R"(","region":"eu-west-2"})",
       json, false, "eu-west-2"},
      {"two lines", key + "\n" + secret + "\n", bare},
      {"two words and a region", "  " + key + "   " + secret + "  us-east-2", bare, false, "us-east-2"},
      {"three lines", temporary + "\n" + secret + "\n" + token, bare, true},
      {"a row of a spreadsheet", key + "\t" + secret, bare},
      {"long-lived key with a stale token",
       "AWS_ACCESS_KEY_ID=" + key + "\nAWS_SECRET_ACCESS_KEY=" + secret + "\nAWS_SESSION_TOKEN=" + token,
       bash,
       false,
       "",
       {CredentialWarning::token_dropped}},
      {"region that the boards do not know",
       "AWS_REGION=sa-east-1\nAWS_ACCESS_KEY_ID=" + key + "\nAWS_SECRET_ACCESS_KEY=" + secret,
       bash,
       false,
       "",
       {CredentialWarning::region_not_supported}},
  };
}

aws::RecognisedCredentials recognise(const std::string& text) {
  return aws::recognise(base::Secret(text));
}

TEST(Recognise, RecognisesEveryForm) {
  for (const Paste& paste : pastes()) {
    SCOPED_TRACE(paste.title);
    try {
      const auto found = recognise(paste.text);
      EXPECT_EQ(name(found.form), name(paste.form));
      EXPECT_EQ(found.credentials.access_key_id, paste.has_token ? temporary : key);
      EXPECT_EQ(found.credentials.secret_access_key.reveal(), secret);
      EXPECT_EQ(found.credentials.session_token.reveal(), paste.has_token ? token : "");
      EXPECT_EQ(found.region ? found.region->name() : "", paste.region);
      EXPECT_EQ(found.warnings, paste.warnings);
    } catch (const base::Error& error) {
      ADD_FAILURE() << error.describe();
    }
  }
}

TEST(Recognise, NamesTheProfileWhoseKeysItUses) {
  EXPECT_EQ(
      recognise("[profile work]\naws_access_key_id=" + key + "\naws_secret_access_key=" + secret).profile,
      "work");
}

/// A text with missing or malformed keys, and the expected error.
struct Damage {
  std::string text;
  base::ErrorCode code;
  std::string field = {};
  std::string reason = {};
};

TEST(Recognise, SaysWhatIsMissingOrMalformed) {
  const std::string id_line = "AWS_ACCESS_KEY_ID=" + key + "\n";
  const std::string secret_line = "AWS_SECRET_ACCESS_KEY=" + secret + "\n";
  const std::vector<Damage> table{
      {"", aws::credentials_unrecognised},
      {"hello", aws::credentials_unrecognised},
      {"https://console.aws.amazon.com/", aws::credentials_unrecognised},
      {"{\"AccessKeyId\":", aws::credentials_unrecognised},
      {std::string(70000, 'x'), aws::credentials_unrecognised, "", "too_long"},
      {id_line, aws::credentials_missing, "secret_access_key"},
      {secret_line, aws::credentials_missing, "access_key_id"},
      {key, aws::credentials_missing, "secret_access_key"},
      {"Access key ID,Secret access key\n", aws::credentials_missing, "access_key_id"},
      {"Access key ID\n" + key, aws::credentials_missing, "secret_access_key"},
      {"Access key ID,Other\n" + key + ",x", aws::credentials_missing, "secret_access_key"},
      {"AWS_ACCESS_KEY_ID=" + temporary + "\n" + secret_line, aws::credentials_missing, "session_token"},
      {"[a]\naws_access_key_id =\naws_secret_access_key=" + secret, aws::credentials_missing,
       "access_key_id"},
      {R"({"AccessKeyId":null,"SecretAccessKey":7})", aws::credentials_missing, "access_key_id"},
      {id_line + "AWS_SECRET_ACCESS_KEY=" + secret.substr(0, 39), aws::credentials_malformed,
       "secret_access_key", "too_short"},
      {id_line + "AWS_SECRET_ACCESS_KEY=" + secret + "x", aws::credentials_malformed, "secret_access_key",
       "too_long"},
      {id_line + "AWS_SECRET_ACCESS_KEY=" + secret.substr(0, 20) + " " + secret.substr(20),
       aws::credentials_malformed, "secret_access_key", "space"},
      {id_line + "AWS_SECRET_ACCESS_KEY=" + secret.substr(0, 39) + "*", aws::credentials_malformed,
       "secret_access_key", "characters"},
      {"AWS_ACCESS_KEY_ID=" + key.substr(0, 19) + "\n" + secret_line, aws::credentials_malformed,
       "access_key_id", "too_short"},
      {"AWS_ACCESS_KEY_ID=akiaiosfodnn7example\n" + secret_line, aws::credentials_malformed, "access_key_id",
       "characters"},
      {"AWS_ACCESS_KEY_ID=MYKEY\n" + secret_line, aws::credentials_malformed, "access_key_id", "prefix"},
      {"AWS_ACCESS_KEY_ID=AIDAIOSFODNN7EXAMPLE\n" + secret_line, aws::credentials_not_a_key},
      {"AWS_ACCESS_KEY_ID=" + secret + "\nAWS_SECRET_ACCESS_KEY=" + key, aws::credentials_swapped},
      {"AWS_ACCESS_KEY_ID=" + temporary + "\n" + secret_line + "AWS_SESSION_TOKEN=a b",
       aws::credentials_malformed, "session_token", "space"},
  };
  for (const Damage& row : table) {
    SCOPED_TRACE(row.text.substr(0, 120));
    try {
      recognise(row.text);
      ADD_FAILURE() << "was accepted";
    } catch (const base::Error& error) {
      EXPECT_EQ(error.code().name(), row.code.name()) << error.describe();
      EXPECT_EQ(error.param("field"), row.field);
      EXPECT_EQ(error.param("reason"), row.reason);
      EXPECT_EQ(error.describe().find(secret.substr(0, 10)), std::string::npos)
          << "an error must not contain the secret";
    }
  }
}

/// Expects that the text is either recognised or refused with a credentials error.
void expect_keys_or_refusal(const std::string& text) {
  try {
    const auto found = recognise(text);
    EXPECT_EQ(found.credentials.access_key_id.size(), 20U);
    EXPECT_EQ(found.credentials.secret_access_key.size(), 40U);
  } catch (const base::Error& error) {
    EXPECT_EQ(error.code().name().substr(0, 16), "aws.credentials_") << error.describe();
  }
}

TEST(Recognise, SurvivesEveryCutAndRandomDamage) {
  std::mt19937 dice(1);
  for (const Paste& paste : pastes()) {
    for (std::size_t i = 0; i <= paste.text.size(); ++i) {
      expect_keys_or_refusal(paste.text.substr(0, i));
      expect_keys_or_refusal(paste.text.substr(i));
    }
    for (int round = 0; round < 200; ++round) {
      std::string text = paste.text;
      for (int hit = 0; hit < 3; ++hit) text[dice() % text.size()] = static_cast<char>(dice());
      expect_keys_or_refusal(text);
    }
  }
  for (int round = 0; round < 2000; ++round) {
    std::string text(dice() % 200, ' ');
    for (char& c : text) c = static_cast<char>(dice());
    expect_keys_or_refusal(text);
    for (char& c : text) c = "{}[]\":,=\n\r \"'$#AKIA"[static_cast<unsigned char>(c) % 20];
    expect_keys_or_refusal(text);
  }
}

}  // namespace
