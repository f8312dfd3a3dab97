// Answers /status, and behind the login the names of MongoDB's databases.
const http = require("http");
const { MongoClient } = require("mongodb");
const env = process.env;

const client = new MongoClient(env.ME_CONFIG_MONGODB_URL, { serverSelectionTimeoutMS: 5000 });
const login = Buffer.from(`${env.ME_CONFIG_BASICAUTH_USERNAME}:${env.ME_CONFIG_BASICAUTH_PASSWORD}`);
const expected = `Basic ${login.toString("base64")}`;

function answer(response, code, text, headers = {}) {
  response.writeHead(code, { "Content-Type": "text/plain", ...headers }).end(`${text}\n`);
}

http
  .createServer((request, response) => {
    if (request.url === "/status") {
      answer(response, 200, "up");
    } else if (request.headers.authorization !== expected) {
      answer(response, 401, "log in", { "WWW-Authenticate": "Basic" });
    } else {
      client
        .db()
        .admin()
        .listDatabases({ nameOnly: true })
        .then((it) => answer(response, 200, it.databases.map((one) => one.name).join("\n")))
        .catch((e) => answer(response, 502, e.message));
    }
  })
  .listen(8081);
