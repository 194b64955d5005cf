// Tests texts of any layout: one valid access key id, one secret and, for temporary keys, one session token
// are recognised whatever surrounds them.
#include <gtest/gtest.h>

#include "aws/credentials.hpp"
#include "aws/errors.hpp"
#include "pasted_text.hpp"

namespace {

using aws::CredentialWarning;
using pasted::expect_recognised;
using pasted::filled;
using pasted::PastedText;
using pasted::refusal_of;

TEST(RecogniseField, FindsKeysInTextOfAnyLayout) {
  const std::vector<PastedText> cases{
      {"1: a CSV opened in a spreadsheet and copied", "Access key ID\tSecret access key\n{ID}\t{SECRET}\n"},
      {"2: a CSV with semicolons", "Access key ID;Secret access key\n{ID};{SECRET}\n"},
      {"a CSV with a session token",
       "access_key_id,secret_access_key,session_token\n{TEMPORARY},{SECRET},{TOKEN}\n", "{TEMPORARY}"},
      {"a line like the head of a table", "Access key, secret\n{ID} {SECRET}\n"},
      {"the text output of the CLI",
       "CREDENTIALS\t{TEMPORARY}\t2026-01-01T00:00:00+00:00\t{SECRET}\t{TOKEN}\n", "{TEMPORARY}"},
      {"the table output of the CLI",
       "------\n| AccessKeyId | {ID} |\n| SecretAccessKey | {SECRET} |\n| Status | Active |\n------\n"},
      {"XML", "<AccessKeyId>{ID}</AccessKeyId>\n<SecretAccessKey>{SECRET}</SecretAccessKey>"},
      {"the cmdlet of PowerShell", "Set-AWSCredential -AccessKey {ID} -SecretKey {SECRET} -StoreAs default"},
      {"the CLI's own commands",
       "aws configure set aws_access_key_id {ID}\naws configure set aws_secret_access_key {SECRET}\n"},
      {"3: label and value", "Access key ID: {ID}\nSecret access key: {SECRET}\n"},
      {"4: the transcript of aws configure, as in the vendor's guide",
       "$ aws configure\nAWS Access Key ID [None]: {ID}\nAWS Secret Access Key [None]: {SECRET}\n"
       "Default region name [None]: us-west-2\nDefault output format [None]: json\n",
       "{ID}", "{SECRET}", "us-west-2"},
      {"5: export-credentials for fish",
       "set -gx AWS_ACCESS_KEY_ID \"{TEMPORARY}\"\nset -gx AWS_SECRET_ACCESS_KEY \"{SECRET}\"\n"
       "set -gx AWS_SESSION_TOKEN \"{TOKEN}\"\n",
       "{TEMPORARY}"},
      {"6: a piece of JSON",
       "\"AccessKeyId\": \"{TEMPORARY}\",\n\"SecretAccessKey\": \"{SECRET}\",\n\"SessionToken\": "
       "\"{TOKEN}\",\n",
       "{TEMPORARY}"},
      {"7: an old rootkey.csv", "AWSAccessKeyId={ID}\nAWSSecretKey={SECRET}\n"},
      {"8: YAML",
       "AccessKeyId: {TEMPORARY}\nExpiration: '2026-01-01T00:00:00Z'\nSecretAccessKey: {SECRET}\n"
       "SessionToken: {TOKEN}\n",
       "{TEMPORARY}"},
      {"YAML of a profile's names",
       "aws_access_key_id: {ID}\naws_secret_access_key: {SECRET}\nregion: eu-west-1\n", "{ID}", "{SECRET}",
       "eu-west-1"},
      {"an instructor's slide", "Access Key: {ID}\nSecret Key: {SECRET}\nRegion: eu-central-1\n", "{ID}",
       "{SECRET}", "eu-central-1"},
      {"an instructor's slide on one line", "Access Key: {ID}  Secret Key: {SECRET}  Region: eu-central-1",
       "{ID}", "{SECRET}", "eu-central-1"},
      {"labels above the values, as copied off the IAM page",
       "Access key\nAccess key ID\n{ID}\nSecret access key\n{SECRET}\nHide\n"},
      {"the German console",
       "Zugriffsschlüssel-ID: {ID}\nGeheimer Zugriffsschlüssel: {SECRET}\nRegion: eu-central-1 (Frankfurt)",
       "{ID}", "{SECRET}", "eu-central-1"},
      {"German labels above the values",
       "Zugriffsschlüssel\n{ID}\nGeheimer Zugriffsschlüssel\n{SECRET}\nAusblenden"},
      {"a German CSV", "Zugriffsschlüssel-ID,Geheimer Zugriffsschlüssel\r\n{ID},{SECRET}\r\n"},
      {"Japanese labels", "アクセスキー：{ID}\nシークレットアクセスキー：{SECRET}\n"},
      {"French prose", "Ta clé d'accès est {ID} et la clé secrète {SECRET}. Bon courage !"},
      {"id and secret with a colon between them", "{ID}:{SECRET}"},
      {"id and secret with a slash between them", "{ID}/{SECRET}"},
      {"the secret first", "{SECRET}\n{ID}\n"},
      {"the secret first, labelled", "AWS_SECRET_ACCESS_KEY={SECRET}\nAWS_ACCESS_KEY_ID={ID}\n"},
      {"a table of Markdown", "| Access key ID | Secret access key |\n|---|---|\n| {ID} | {SECRET} |\n"},
      {"code marks of a chat", "key `{ID}` secret `{SECRET}`"},
      {"HTML", "<td>{ID}</td><td>{SECRET}</td>"},
      {"Terraform",
       "provider \"aws\" {\n  region     = \"us-east-2\"\n  access_key = \"{ID}\"\n  secret_key = "
       "\"{SECRET}\"\n}",
       "{ID}", "{SECRET}", "us-east-2"},
      {"docker run", "docker run -e AWS_ACCESS_KEY_ID={ID} -e AWS_SECRET_ACCESS_KEY={SECRET} image"},
      {"a compose file", "environment:\n  - AWS_ACCESS_KEY_ID={ID}\n  - AWS_SECRET_ACCESS_KEY={SECRET}\n"},
      {"csh", "setenv AWS_ACCESS_KEY_ID {ID}\nsetenv AWS_SECRET_ACCESS_KEY {SECRET}"},
      {"a call of .NET",
       "[Environment]::SetEnvironmentVariable(\"AWS_ACCESS_KEY_ID\", \"{ID}\")\n"
       "[Environment]::SetEnvironmentVariable(\"AWS_SECRET_ACCESS_KEY\", \"{SECRET}\")"},
      {"a dictionary of Python", "{'aws_access_key_id': '{ID}', 'aws_secret_access_key': '{SECRET}'}"},
      {"a call of boto3", "boto3.client('iot', aws_access_key_id='{ID}', aws_secret_access_key='{SECRET}')"},
      {"properties of Java", "aws.accessKeyId={ID}\naws.secretKey={SECRET}\n"},
      {"a comment after a value",
       "export AWS_ACCESS_KEY_ID={ID} # mine\nexport AWS_SECRET_ACCESS_KEY={SECRET} # secret!"},
      {"variables that are cleared first",
       "unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN\nexport AWS_ACCESS_KEY_ID={ID}\n"
       "export AWS_SECRET_ACCESS_KEY={SECRET}"},
      {"JSON after a prompt",
       "$ aws sts get-session-token\n{ \"Credentials\": { \"AccessKeyId\": \"{TEMPORARY}\",\n"
       "\"SecretAccessKey\": \"{SECRET}\", \"SessionToken\": \"{TOKEN}\" } }\n~ $ ",
       "{TEMPORARY}"},
      {"JSON in which slashes are escaped",
       "\"AccessKeyId\": \"{ID}\",\n\"SecretAccessKey\": \"Inv3nted+Secret\\/ForTries0nlyNotRealAbc+\\/\""},
      {"JSON of names that are not AWS's", "{\"access_key\": \"{ID}\", \"secret_key\": \"{SECRET}\"}"},
      {"the outputs of Terraform", "{\"id\":{\"value\":\"{ID}\"},\"secret\":{\"value\":\"{SECRET}\"}}"},
      {"a Word document's tabs and quotes", "„{ID}“\t„{SECRET}“"},
      {"bare words under a heading", "[default]\n{ID}\n{SECRET}\n", "{ID}", "{SECRET}", "", "default"},
      {"the console's CSV copied with its row number", "1\tworkshop\t{ID}\t{SECRET}\tActive\n"},
      {"a CSV with bars", "Access key ID|Secret access key\n{ID}|{SECRET}\n"},
      {"a CSV whose cells are quoted", "\"Access key ID\";\"Secret access key\"\n\"{ID}\";\"{SECRET}\"\n"},
      {"a CSV with a line for the separator", "sep=;\nAccess key ID;Secret access key\n{ID};{SECRET}\n"},
      {"line ends of an old Mac", "Access key ID,Secret access key\r{ID},{SECRET}\r"},
      {"nushell", "$env.AWS_ACCESS_KEY_ID = \"{ID}\"\n$env.AWS_SECRET_ACCESS_KEY = \"{SECRET}\"\n"},
      {"cmd on one line", "set AWS_ACCESS_KEY_ID={ID}&& set AWS_SECRET_ACCESS_KEY={SECRET}"},
      {"setx", "setx AWS_ACCESS_KEY_ID {ID}\nsetx AWS_SECRET_ACCESS_KEY {SECRET}\n"},
      {"PowerShell on one line", "$env:AWS_ACCESS_KEY_ID='{ID}'; $env:AWS_SECRET_ACCESS_KEY='{SECRET}'"},
      {"a makefile", "AWS_ACCESS_KEY_ID := {ID}\nAWS_SECRET_ACCESS_KEY := {SECRET}\n"},
      {"xonsh", "$AWS_ACCESS_KEY_ID = '{ID}'\n$AWS_SECRET_ACCESS_KEY = '{SECRET}'\n"},
      {"an env command", "env AWS_ACCESS_KEY_ID={ID} AWS_SECRET_ACCESS_KEY={SECRET} aws iot list-things"},
      {"a Dockerfile", "ENV AWS_ACCESS_KEY_ID {ID}\nENV AWS_SECRET_ACCESS_KEY {SECRET}\n"},
      {"a Kubernetes secret's stringData",
       "stringData:\n  AWS_ACCESS_KEY_ID: \"{ID}\"\n  AWS_SECRET_ACCESS_KEY: \"{SECRET}\"\n"},
      {"rclone",
       "[remote]\ntype = s3\naccess_key_id = {ID}\nsecret_access_key = {SECRET}\nregion = eu-west-1\n",
       "{ID}", "{SECRET}", "eu-west-1", "remote"},
      {"s3cmd", "[default]\naccess_key = {ID}\nsecret_key = {SECRET}\n", "{ID}", "{SECRET}", "", "default"},
      {"boto", "[Credentials]\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n", "{ID}",
       "{SECRET}", "", "Credentials"},
      {"the AWS SDK for JavaScript",
       "credentials: { accessKeyId: '{TEMPORARY}', secretAccessKey: '{SECRET}', sessionToken: '{TOKEN}' }",
       "{TEMPORARY}"},
      {"a constructor of Java", "new BasicAWSCredentials(\"{ID}\", \"{SECRET}\")"},
      {"C#", "var credentials = new BasicAWSCredentials(\"{ID}\", \"{SECRET}\");"},
      {"Go", "credentials.NewStaticCredentialsProvider(\"{TEMPORARY}\", \"{SECRET}\", \"{TOKEN}\")",
       "{TEMPORARY}"},
      {"a define of C", "#define ACCESS_KEY \"{ID}\"\n#define SECRET_KEY \"{SECRET}\"\n"},
      {"INI with a colon", "aws_access_key_id : {ID}\naws_secret_access_key : {SECRET}\n"},
      {"a quoted mail", "> Access key ID: {ID}\n> Secret access key: {SECRET}\n"},
      {"a bulleted list", "• Access key ID: {ID}\n• Secret access key: {SECRET}\n• Region: eu-west-1\n",
       "{ID}", "{SECRET}", "eu-west-1"},
      {"bold Markdown", "**Access key ID:** {ID}\n**Secret access key:** {SECRET}\n"},
      {"values between asterisks", "Key *{ID}* and secret *{SECRET}*"},
      {"values in angle brackets", "key <{ID}> secret <{SECRET}>"},
      {"values in brackets", "({ID}) [{SECRET}]"},
      {"arrows", "access key => {ID}\nsecret key -> {SECRET}\n"},
      {"Spanish labels", "Clave de acceso: {ID}\nClave de acceso secreta: {SECRET}\nRegión: eu-west-1\n",
       "{ID}", "{SECRET}", "eu-west-1"},
      {"Chinese labels", "访问密钥 ID：{ID}\n秘密访问密钥：{SECRET}\n"},
      {"HTML entities", "AWS_ACCESS_KEY_ID=&quot;{ID}&quot;&nbsp;AWS_SECRET_ACCESS_KEY=&quot;{SECRET}&quot;"},
      {"a table drawn with lines", "│ Access key │ {ID} │\n│ Secret     │ {SECRET} │\n"},
      {"labels in front of the values on the next lines, with colons",
       "Access key ID:\n{ID}\n\nSecret access key:\n{SECRET}\n"},
      {"YAML of the Serverless framework",
       "provider:\n  name: aws\n  region: us-west-2\nkeys:\n  key: {ID}\n  secret: {SECRET}\n", "{ID}",
       "{SECRET}", "us-west-2"},
      {"39: the access portal, option 1",
       "export AWS_ACCESS_KEY_ID=\"{TEMPORARY}\"\nexport AWS_SECRET_ACCESS_KEY=\"{SECRET}\"\n"
       "export AWS_SESSION_TOKEN=\"{TOKEN}\"",
       "{TEMPORARY}"},
      {"39: the access portal, option 2",
       "[123456789012_Admin]\naws_access_key_id={TEMPORARY}\naws_secret_access_key={SECRET}\naws_session_"
       "token={TOKEN}",
       "{TEMPORARY}", "{SECRET}", "", "123456789012_Admin"},
      {"39: the access portal, option 3",
       "AWS access key ID\n{TEMPORARY}\nAWS secret access key\n{SECRET}\nAWS session token\n{TOKEN}\n",
       "{TEMPORARY}"},
      {"39: Workshop Studio",
       "export AWS_DEFAULT_REGION=\"us-west-2\"\nexport AWS_ACCESS_KEY_ID=\"{TEMPORARY}\"\n"
       "export AWS_SECRET_ACCESS_KEY=\"{SECRET}\"\nexport AWS_SESSION_TOKEN=\"{TOKEN}\"\n",
       "{TEMPORARY}", "{SECRET}", "us-west-2"},
      {"39: AWS Academy's block with words before it",
       "Copy and paste the following into ~/.aws/credentials\n\n[default]\naws_access_key_id={TEMPORARY}\n"
       "aws_secret_access_key={SECRET}\naws_session_token={TOKEN}\n",
       "{TEMPORARY}", "{SECRET}", "", "default"},
      {"38: the console's old CSV",
       "{BOM}User Name,Access Key Id,Secret Access Key\r\n\"workshop\",{ID},{SECRET}\r\n"},
      {"38: the console's new CSV", "{BOM}Access key ID,Secret access key\r\n{ID},{SECRET}\r\n"},
      {"38: the console's CSV of a new user",
       "User name,Password,Access key ID,Secret access key,Console login link\r\nworkshop,,{ID},{SECRET},"
       "https://123456789012.signin.aws.amazon.com/console\r\n"},
  };
  for (const PastedText& row : cases) expect_recognised(row);
}

TEST(RecogniseField, DropsInvisibleCharactersAndTypographicQuotes) {
  const std::vector<PastedText> cases{
      {"9: a no-break space after the values",
       "AWS_ACCESS_KEY_ID={ID}{NBSP}\nAWS_SECRET_ACCESS_KEY={SECRET}{NBSP}\n"},
      {"10: a zero-width space after the secret", "{ID}\n{SECRET}{ZWSP}"},
      {"11: typographic quotes",
       "export AWS_ACCESS_KEY_ID=“{ID}”\nexport AWS_SECRET_ACCESS_KEY=“{SECRET}”\n"},
      {"12: commas after the values", "AWS_ACCESS_KEY_ID=\"{ID}\",\nAWS_SECRET_ACCESS_KEY=\"{SECRET}\",\n"},
      {"soft hyphens within the secret",
       "AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY=Inv3nted+{SHY}Secret/{SHY}ForTries0nlyNotRealAbc+/"},
      {"a no-break space within the secret", "{ID}\nInv3nted+{NBSP}Secret/ForTries0nlyNotRealAbc+/"},
      {"a no-break space between id and secret", "{ID}{NBSP}{SECRET}"},
      {"joiners within the id", "AKIA{ZWNJ}2INV{ZWJ}ENTED{WJ}KEY0001 {SECRET}"},
      {"byte order marks between lines", "{BOM}{ID}\n{BOM}{SECRET}\n"},
      {"guillemets", "Access key ID: «{ID}»\nSecret access key: »{SECRET}«"},
      {"single typographic quotes", "AWS_ACCESS_KEY_ID=‘{ID}’ AWS_SECRET_ACCESS_KEY=‚{SECRET}‘"},
      {"JSON with typographic quotes", "{ “AccessKeyId”: “{ID}”, “SecretAccessKey”: “{SECRET}” }"},
      {"a full-width colon and full-width spaces", "ID：{ID}\xE3\x80\x80Secret：{SECRET}"},
      {"line separators of Unicode", "{ID}\xE2\x80\xA8{SECRET}"},
      {"marks of direction around the values", "{ID}\xE2\x80\x8E\n\xE2\x80\xAA{SECRET}\xE2\x80\xAC"},
      {"isolates around the values", "\xE2\x81\xA6{ID}\xE2\x81\xA9 \xE2\x81\xA6{SECRET}\xE2\x81\xA9"},
      {"a narrow no-break space after the id", "Access key: {ID}\xE2\x80\xAF\nSecret: {SECRET}\xE2\x80\xAF"},
      {"a Mongolian vowel separator", "{ID}\xE1\xA0\x8E\n{SECRET}"},
      {"tags of Unicode after the secret", "{ID}\n{SECRET}\xF3\xA0\x80\xA0"},
      {"a no-break space around the equals sign",
       "AWS_ACCESS_KEY_ID{NBSP}={NBSP}{ID}\nAWS_SECRET_ACCESS_KEY{NBSP}={NBSP}{SECRET}"},
      {"no-break spaces that indent",
       "{NBSP}{NBSP}Access key ID: {ID}\n{NBSP}{NBSP}Secret access key: {SECRET}"},
      {"a comma and a typographic quote", "“{ID}”,\n“{SECRET}”,"},
      {"double primes and acute accents", "″{ID}″ ´{SECRET}´"},
      {"a file of UTF-16 that was read as UTF-8",
       [] {
         std::string wide = "\xEF\xBF\xBD\xEF\xBF\xBD";
         for (const char c : filled("{ID}\r\n{SECRET}\r\n")) wide.append({c, '\0'});
         return wide;
       }()},
  };
  for (const PastedText& row : cases) expect_recognised(row);
}

TEST(RecogniseField, DropsTheSameFromTypedKeys) {
  const auto typed = aws::typed_credentials(
      filled("{BOM}“{ID}”{NBSP}"), base::Secret(filled("\"{SECRET}\",{ZWSP}")), base::Secret(filled("{WJ}")));
  EXPECT_EQ(typed.access_key_id, filled("{ID}"));
  EXPECT_EQ(typed.secret_access_key.reveal(), filled("{SECRET}"));
  EXPECT_FALSE(typed.temporary());
}

TEST(RecogniseField, NamesTheCharacterThatNoKeyHas) {
  struct Row {
    std::string text;
    std::string field;
    std::string character;
  };
  const std::vector<Row> rows{
      {"AWS_ACCESS_KEY_ID=AKI\xD0\x90"
       "2INVENTEDKEY0001\nAWS_SECRET_ACCESS_KEY={SECRET}",
       "access_key_id", "U+0410"},
      {"{ID}\nInv3nted+Secret/ForTries\xC3\xB6nlyNotRealAbc+/", "secret_access_key", "U+00F6"},
      {"{ID}\nInv3nted*Secret/ForTries0nlyNotRealAbc+/", "secret_access_key", "*"},
      {"AWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY=Inv3nted\xF0\x9F\x98\x80Secret/"
       "ForTries0nlyNotRealAbc+/",
       "secret_access_key", "U+1F600"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const base::Error error = refusal_of(row.text);
    EXPECT_TRUE(error.is(aws::credentials_malformed)) << error.describe();
    EXPECT_EQ(error.param("field"), row.field);
    EXPECT_EQ(error.param("reason"), "characters");
    EXPECT_EQ(error.param("character"), row.character);
  }
}

TEST(RecogniseField, MistakesNoOtherTextOfFortyCharactersForASecret) {
  const std::string commit = "0123456789abcdef0123456789abcdef01234567";
  expect_recognised({"a commit beside the keys", "commit " + commit + "\n{ID}\n{SECRET}\n"});
  expect_recognised(
      {"an address beside the keys",
       "https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/users\n{ID} {SECRET}"});
  EXPECT_TRUE(refusal_of("{ID}\ncommit " + commit + " of yesterday").is(aws::credentials_missing));
}

TEST(RecogniseField, ReturnsAnIdThatCameWithoutItsSecret) {
  for (const std::string_view text : {"{ID}", " {ID}{NBSP}\n", "Access key ID: {ID}",
                                      "Access key ID\n{ID}\nSecret access key\n***** Show"}) {
    const base::Error error = refusal_of(text);
    EXPECT_TRUE(error.is(aws::credentials_missing)) << text << error.describe();
    EXPECT_EQ(error.param("field"), "secret_access_key") << text;
    EXPECT_EQ(error.param("access_key_id"), filled("{ID}")) << text;
  }
}

TEST(RecogniseField, ReportsARegionThatTheBoardsDoNotSupport) {
  const std::vector<std::string> texts{
      "AWS_REGION=eu-north-1\nAWS_ACCESS_KEY_ID={ID}\nAWS_SECRET_ACCESS_KEY={SECRET}\n",
      "[default]\nregion = eu-north-1\naws_access_key_id = {ID}\naws_secret_access_key = {SECRET}\n",
      "Access key: {ID}\nSecret: {SECRET}\nRegion: eu-north-1 (Stockholm)\n",
      "{ID} {SECRET} eu-north-1",
      R"({"AccessKeyId":"{ID}","SecretAccessKey":"{SECRET}","region":"eu-north-1"})",
  };
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    try {
      const auto found = aws::recognise(base::Secret(filled(text)));
      EXPECT_FALSE(found.region);
      EXPECT_EQ(found.unsupported_region, "eu-north-1");
      EXPECT_EQ(found.warnings, std::vector{CredentialWarning::region_not_supported});
    } catch (const base::Error& error) {
      ADD_FAILURE() << error.describe();
    }
  }
}

TEST(RecogniseField, UsesTheRegionOfTheKeysNotThatOfTheIdentityCenterOrOfAUrl) {
  expect_recognised({"a profile of the Identity Center",
                     "[default]\nsso_region = us-east-1\nregion = eu-west-2\naws_access_key_id = "
                     "{ID}\naws_secret_access_key = {SECRET}\n",
                     "{ID}", "{SECRET}", "eu-west-2", "default"});
  expect_recognised(
      {"an address", "{ID} {SECRET} https://eu-west-1.console.aws.amazon.com/iot/home?region=eu-west-1"});
}

}  // namespace
