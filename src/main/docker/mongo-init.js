// Makes one replica set of the servers in MONGO_HOSTS, and the users in it. May run again: it then
// changes nothing but passwords that differ from the environment's.
const { MONGO_SET, MONGO_HOSTS, MONGO_ROOT_PASSWORD, MONGO_PASSWORD, MONGO_VIEWER_PASSWORD } = process.env;
const hosts = MONGO_HOSTS.split(",");
const PRIMARY = 1;
const SECONDARY = 2;
const NOT_YET_INITIALIZED = 94;

function uri(host) {
  const password = encodeURIComponent(MONGO_ROOT_PASSWORD);
  return `mongodb://root:${password}@${host}/admin?directConnection=true&serverSelectionTimeoutMS=2000`;
}

// Calls again after a second until there is a result, for two minutes.
function eventually(what, attempt) {
  let last;
  for (let tries = 0; tries < 120; tries++) {
    try {
      const result = attempt();
      if (result) {
        return result;
      }
    } catch (e) {
      last = e;
    }
    sleep(1000);
  }
  print(`mongo-init: ${what} did not happen within two minutes${last ? `: ${last.message}` : ""}`);
  quit(1);
}

// The root user exists on the first server alone until the set is there.
const first = eventually(`a connection to ${hosts[0]} as root`, () => connect(uri(hosts[0])));

function status() {
  try {
    return first.adminCommand({ replSetGetStatus: 1 });
  } catch (e) {
    if (e.code === NOT_YET_INITIALIZED) {
      return undefined;
    }
    throw e;
  }
}

if (!status()) {
  const members = hosts.map((host, id) => ({ _id: id, host, priority: hosts.length - id }));
  first.adminCommand({ replSetInitiate: { _id: MONGO_SET, members } });
  print(`mongo-init: initiated the set ${MONGO_SET} of ${MONGO_HOSTS}`);
}

const members = eventually(`a primary with every secondary`, () => {
  const now = status().members;
  const ready = now.every((it) => [PRIMARY, SECONDARY].includes(it.state));
  return ready && now.some((it) => it.state === PRIMARY) ? now : undefined;
});
print(`mongo-init: ${members.map((it) => `${it.name} ${it.stateStr}`).join(", ")}`);

// Only the primary takes users. The set may have elected another than the first server.
const admin = eventually("a connection to the primary", () => {
  for (const host of hosts) {
    const server = host === hosts[0] ? first : connect(uri(host));
    if (server.hello().isWritablePrimary) {
      return server;
    }
  }
  return undefined;
});

function user(name, pwd, roles) {
  if (admin.getUser(name)) {
    admin.updateUser(name, { pwd, roles });
  } else {
    admin.createUser({ user: name, pwd, roles });
    print(`mongo-init: created the user ${name}`);
  }
}

user("meanstream", MONGO_PASSWORD, [{ role: "readWrite", db: "meanstream" }]);
user("viewer", MONGO_VIEWER_PASSWORD, [
  { role: "readAnyDatabase", db: "admin" },
  { role: "clusterMonitor", db: "admin" },
]);
