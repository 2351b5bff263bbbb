PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('running', 'done')), -- a run that was cut off goes on under its own number
    started TEXT NOT NULL, ended TEXT, version TEXT NOT NULL, packs TEXT NOT NULL, sources TEXT NOT NULL
) STRICT;
INSERT INTO run VALUES(1,'done','2026-11-24T15:48:24Z','2026-11-24T15:48:25Z','0.1.0','7016fd49d0adaadee4273ef5001ffb73','files');
INSERT INTO run VALUES(2,'done','2026-11-24T15:48:25Z','2026-11-24T15:48:25Z','0.1.0','7016fd49d0adaadee4273ef5001ffb73','files');
CREATE TABLE file (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    size INTEGER, mtime INTEGER, hash TEXT, packs TEXT -- null until all of it was read
) STRICT;
INSERT INTO file VALUES(1,'import/bad-line.jsonl',238,1795535304595023064,'ec0ea06ae52bd3c734e23ed3d0861922','7016fd49d0adaadee4273ef5001ffb73');
INSERT INTO file VALUES(2,'import/three.xml',510,1795535304594922723,'6c1f8ca39d377f5635fa715935fec2d3','7016fd49d0adaadee4273ef5001ffb73');
INSERT INTO file VALUES(3,'import/trial.xml',1633,1795535305115668456,'2fda189a536a63ce9c275925aa5401c0','7016fd49d0adaadee4273ef5001ffb73');
CREATE TABLE record (
    uid TEXT PRIMARY KEY, -- for good; the id under which it was first seen
    state TEXT NOT NULL CHECK (state IN ('current', 'deleted', 'gone')),
    raw TEXT, text_hash TEXT, packs TEXT, -- of the version in force; packs that read it
    title TEXT, journal TEXT, year TEXT, date TEXT, authors TEXT, types TEXT, registry TEXT, languages TEXT, status TEXT,
    retracted INTEGER NOT NULL DEFAULT 0,
    since INTEGER NOT NULL REFERENCES run (id)
, merged_into TEXT REFERENCES record (uid), why TEXT, left_query INTEGER NOT NULL DEFAULT 0, eligible TEXT, study TEXT) STRICT;
INSERT INTO record VALUES('own-1','current','9e44584f408f8120d4747a15ad10c868','7386d8343b5077c1c352f08f26b293f5','7016fd49d0adaadee4273ef5001ffb73','A cohort',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,NULL,NULL,0,NULL,NULL);
INSERT INTO record VALUES('own-2','current','a723d1a32c0ce732221041c658ec2c8d','f67a7965f95498bc12235c658aea6ec9','7016fd49d0adaadee4273ef5001ffb73','Second',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,NULL,NULL,0,NULL,NULL);
INSERT INTO record VALUES('1','current','ad047dcedf3b409d383fc6e491f48ca1','719a1bfc4b5be5e3ae658ad349c2fdc6','7016fd49d0adaadee4273ef5001ffb73','Number 1',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,NULL,NULL,0,'include',NULL);
INSERT INTO record VALUES('2','current','8e202678d0d9e83c9b9de68cb0a54a34','f67f5d2592a1b2cfd38c103fa0c6c2ee','7016fd49d0adaadee4273ef5001ffb73','Number 2 @',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,NULL,NULL,0,NULL,NULL);
INSERT INTO record VALUES('3','current','c9d38a1f94020bf8bbd775317fa7f05d','4dafe6fdeca721753e944e81d9a56261','7016fd49d0adaadee4273ef5001ffb73','Number 3',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,1,NULL,NULL,0,NULL,NULL);
INSERT INTO record VALUES('90000001','current','1b22414bfca467bc7ac3c84667e216be','8b027a00b72987f9ba34cdbca448c37c','7016fd49d0adaadee4273ef5001ffb73','Almirex after resection (<5 cm): a randomised trial.','J Invent Trials','2021','2021 Mar','Müller Anna','Randomized Controlled Trial',NULL,'eng','MEDLINE',0,1,NULL,NULL,0,NULL,NULL);
CREATE TABLE raw (
    hash TEXT PRIMARY KEY, format INTEGER NOT NULL, size INTEGER NOT NULL, bytes BLOB NOT NULL -- zlib
) STRICT;
INSERT INTO raw VALUES('9e44584f408f8120d4747a15ad10c868',4,169,X'7801158bb10ac230144577bfe211285868439252c48a838883e02056277188cdc3066a529a07154affdd74bce79e33316b58c5fce872c93246963a8cfb008d6ffd4011056cc87a1758f59c58a7dfd8c5ff76aa1f977bbd14f8a325f87af701a904f49a2c3a0a191402d6aa4c5218b0d37d40b3036a11bc3101866879187500c565f4b66502c73348ae445ef08dc8e00a7b105cc894b3f935affe066d3073');
INSERT INTO raw VALUES('a723d1a32c0ce732221041c658ec2c8d',4,46,X'7801ab56ca4c51b252ca2fcfd33552d2512ac92cc94905f2835393f3f3528002c5a9c92599f979c54a56d1b1b55c004be30e7b');
INSERT INTO raw VALUES('ad047dcedf3b409d383fc6e491f48ca1',0,148,X'7801b309284dca4d4d712c2ac94cce49b5b3f14d4dc9c9cc4b75ce2c492cc9cccfb3b309f0f57451084b2d2a06f26c950c95ec0c6df441627636703d5046486609d004bfd2dca4d42205a02a146138d7ce461fc30e7d54470000fb7f33ef');
INSERT INTO raw VALUES('8e202678d0d9e83c9b9de68cb0a54a34',0,150,X'7801b309284dca4d4d712c2ac94cce49b5b3f14d4dc9c9cc4b75ce2c492cc9cccfb3b309f0f57451084b2d2a06f26c950c95ec8c6cf441627636703d5046486609d004bfd2dca4d422052305071b7d140938d7ce461fc3167d54670000501e3451');
INSERT INTO raw VALUES('c9d38a1f94020bf8bbd775317fa7f05d',0,148,X'7801b309284dca4d4d712c2ac94cce49b5b3f14d4dc9c9cc4b75ce2c492cc9cccfb3b309f0f57451084b2d2a06f26c950c95ec8c6df441627636703d5046486609d004bfd2dca4d42205a02a146138d7ce461fc30e7d54470000fcbb33f3');
INSERT INTO raw VALUES('c694b71ebf06b5a115a882d1dd52cb9c',0,1417,X'78017554db6edb38107def570cb46891001bdd6abb75431330ec1455613946e2a6c8232d4d1c021465509493f6eb3bd4cd46baeb170f47873387670ec936f5aec07c6eaccc14f2772cc55c498d0b698595a5867bfaafab9997de2c57c9fac683db178d66e6ad57a947f04d9a2ce1014d45d89917797c1a36bf8805ee1321bad2408dd2324735f336466aeb367f2f6ba385e27d9054558d40ad31271ab22e062c7b28555d201fb1a08b5803e6310bda8051fda5b0c8d9230ac3e330260a4dc8d252db679e0ac38236246e3d38e8387445b6d2920a5d0eca2790fa889af8803552a88a052d8225f7b7f3ddcee0513632f1ef903448d876b8b700d6773a49d2969aab421a7c05f164d180c10ab346f88b0fca5e8f212b2ebf800023745e16b2ea99f82ce8846dabd024c45eea964c3fc4cd5ef3288caea674f076ac2e43a73f41693ebbca1a9159c7ab0bb7f86a6125766e58e9cdf6dbedf2de83b52a16a4efbe34bf4e59fe1301b529952262a32886033120c12ac7efacdaff14bfbbb9ffb1dabe2dde67b93381d0501ed108a5a0aacd511e85821751c1c7c81f43e1265bc1c574fc1e1609c49ffcf8eae3c4ff7c092fd23e83e8a5d539c4233ffa0b1ffad3abf8b31f76f8831219ee4ab87816bf85c949749a0484fea7e81ada16ffd26a3c06ebb2d3f81a3630033f0ca7973edc61561b833a4328b326ccc93d30899c8de27032480317f1d49fbcbffc5ba2413227576d9f4bb392958545591c145a7c5ccfbc478f779fe0412899f7b995a8ec5ad00d493ffcf3fa945dd340c8ee43967d2d0d36dfe75a0b160c4b9668699db3f99c6e521fd3f09af6e495130f22b5127a5f8b3d72d47b57bd5b91f9ea9d9259e3beedaf033adafc6d127e24336f194693d168eaf1bbd6d0bfc9370b9a6267a1e6f634d7f3bc9cb3ec7f347837dc01a2d63bbc7fb828457b0acce95110a459fbc025794b6d5842923bc233efd080cfdfaf0173b67b80e7a5f4e86e9119c6e3a07f247c7a72ce769de2b6a93b444f8808b7ab0ecfff00c50fd901');
INSERT INTO raw VALUES('1b22414bfca467bc7ac3c84667e216be',0,1409,X'78017554db6edb38107def570cb46891001bdd62bbf5862660d829aac2728cc4cd228fb4347188a54883a29cb45fbfa3ab8d74572f1a0e0f8787670ec936d5aec07c6e9dcc14f20f2cc55c498d0be9849346c303fdab72e6a5b7cb55b2bef5e0ee55a39d79eb55ea117c93264b78445b1276e6451e9f86cd17b1a09e2244571a68a3d4e4a866dec64aedeac5df4d65b550bc0f92b2ac10686bcc8986ac8a01cb1e8daa0ae4231674116bc03c66411b30aabf140e397b4261791cc644a109596ab47be1a9b02c6843e2d683838e4357642b1da9d0e5c03c83d447d4c4079c9542952c68112c79b89bef76168fb291897f87a441c2b6c3bd07b07ea793246da9b92aa4c53710cf0e2d582c316b84bff8a4dccd18b2e2f22f106085ce4d21cb9e89cf824ed8b60a7542eca56ec9f44ddcec358fc2e86a4a076fdb5a67e8f42728f567573a2b3257f3eac22dbe3958895dddacf476fbed6ef9e0c15a150bd2776feccf5396ff8d80da1aa588d8288ae1400c48b0b2e67756ed7f8adfdf3efc586ddf17efb3bc3681d0608e6885525056f6288f42c1ab28e13af2c750d49d2de1623afe088b04e2cf7e7c753df1bf5cc2ab742f207a69750ef1c88f7ec387fef42afee2871dfea044863b03175696ff40e87f8e6ea02dfd278dc6637086fed3f8063630033f0ca7973edc6356598b3a43305913e6e41a9844b57de27032480217f1d49f7cbcfc5d9a41aa5aa6cabd18bb92a58385290e0a1d3ead67de93c7bb2978144ae67d6e254ab7167433d24f7fbc3d6737d408b2f990655f8dc5667eaeb560c130648996ae76349fd30dea636a5ab33d79e4c48348ad84de57628f1cf5beaede8dc874d54ec9ac71ddf6e7016bdafc7d127e24336f194693d168eaf1fbd6c8bfc82f0bea5e679de6d634d7f2bc5c6dd5ffd8e0c3e07da2d63bbb7fb028456b0acce93110a459fbb025794b6d184292d78467dea1019fbf5b03e66cf500cf8df4e84e9119c6e3a07f1c7c7a6ace569de276d3fa103d2122dc8e3a3cff173973d601');
CREATE TABLE sighting ( -- a version of a record at its place in a file; the last one, by path and place, is in force
    uid TEXT NOT NULL REFERENCES record (uid), file INTEGER NOT NULL REFERENCES file (id),
    number INTEGER NOT NULL, part INTEGER NOT NULL,
    raw TEXT, deleted INTEGER NOT NULL,
    seen INTEGER NOT NULL, worth INTEGER NOT NULL DEFAULT 2, -- the file's content in which it stood
    PRIMARY KEY (uid, file, number, part)
) STRICT, WITHOUT ROWID;
INSERT INTO sighting VALUES('1',2,1,0,'ad047dcedf3b409d383fc6e491f48ca1',0,3889545856159761107,0);
INSERT INTO sighting VALUES('2',2,2,0,'8e202678d0d9e83c9b9de68cb0a54a34',0,3889545856159761107,0);
INSERT INTO sighting VALUES('3',2,3,0,'c9d38a1f94020bf8bbd775317fa7f05d',0,3889545856159761107,0);
INSERT INTO sighting VALUES('90000001',3,1,0,'1b22414bfca467bc7ac3c84667e216be',0,-7194683861394783808,2);
INSERT INTO sighting VALUES('own-1',1,1,0,'9e44584f408f8120d4747a15ad10c868',0,3810677314166331682,2);
INSERT INTO sighting VALUES('own-2',1,3,0,'a723d1a32c0ce732221041c658ec2c8d',0,3810677314166331682,0);
CREATE TABLE evidence (
    "key" TEXT PRIMARY KEY, -- for good; the anchor it had when it was first found
    uid TEXT NOT NULL REFERENCES record (uid),
    anchor TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('found', 'gone')),
    since INTEGER NOT NULL REFERENCES run (id),
    look TEXT NOT NULL -- a fingerprint of what it says: where a decision saw another one, it asks for another look
, "doc" TEXT, "section" TEXT, "start" TEXT, "end" TEXT, "quote" TEXT, "spans" TEXT, "kind" TEXT, "comparator" TEXT, "value" TEXT, "low" TEXT, "high" TEXT, "interval" TEXT, "unit" TEXT, "numerator" TEXT, "denominator" TEXT, "outcome" TEXT, "group" TEXT, "timepoint" TEXT, "concept" TEXT, "p_value" TEXT, "p_comparator" TEXT, "basis" TEXT, "source_study" TEXT, "among" TEXT, "estimator" TEXT, "time_role" TEXT, "time_low" TEXT, "time_high" TEXT, "time_zero" TEXT, "versus" TEXT, "factor" TEXT, "per" TEXT, "adjusted" TEXT, "model" TEXT, "favours" TEXT, "contrast" TEXT, "scale" TEXT, "p_kind" TEXT, "analysis_set" TEXT, "arm" TEXT, "role" TEXT, "subgroup" TEXT, "site" TEXT, "measure" TEXT, "repeat_of" TEXT, "inferred" TEXT, "flags" TEXT, "confidence" TEXT, "pattern" TEXT, "sentence" TEXT) STRICT;
INSERT INTO evidence VALUES('ffmhffnnohpinooip','own-1','ffmhffnnohpinooip','found',1,'e1aa4528aa06b741a950fc7d92c8b847','own-1','0','6','9','120','value:6-9','cohort_size','=','120',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clinical/of-the-people','Among 120 patients, 30 (25%) relapsed; the odds ratio was 2.10 (95% CI 1.20-3.70, P = 0.01).');
INSERT INTO evidence VALUES('fdcpjclakcekmginp','own-1','fdcpjclakcekmginp','found',1,'ae3ae6e694c2960e8b8d2d01f423aaf0','own-1','0','24','27','25%','value:24-26;numerator:20-22','proportion','=','25',NULL,NULL,NULL,'%','30',NULL,'relapsed',NULL,NULL,'recurrence',NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clinical/share','Among 120 patients, 30 (25%) relapsed; the odds ratio was 2.10 (95% CI 1.20-3.70, P = 0.01).');
INSERT INTO evidence VALUES('fhgfobfdcffmnloil','own-1','fhgfobfdcffmnloil','found',1,'3af3b769fe7a299451779d06af9a0bd5','own-1','0','58','62','2.10','value:58-62;low:71-75;high:76-80','odds_ratio','=','2.10','1.20','3.70','ci95',NULL,NULL,NULL,'relapsed',NULL,NULL,'recurrence','0.01','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'odds ratio',NULL,NULL,NULL,NULL,'core/odds-ratio','Among 120 patients, 30 (25%) relapsed; the odds ratio was 2.10 (95% CI 1.20-3.70, P = 0.01).');
INSERT INTO evidence VALUES('flbghaohlgjbehcme','own-1','flbghaohlgjbehcme','found',1,'d0dfc57f53f613876c0f7d5042cbe241','own-1','0','86','90','0.01','value:86-90','p_value','=','0.01',NULL,NULL,NULL,NULL,NULL,NULL,'relapsed',NULL,NULL,'recurrence',NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clinical/p','Among 120 patients, 30 (25%) relapsed; the odds ratio was 2.10 (95% CI 1.20-3.70, P = 0.01).');
INSERT INTO evidence VALUES('fonfbfoalginlkhdd','90000001','fonfbfoalginlkhdd','found',1,'a3d8d54b07ef1a83d9580de7701d6ff3','90000001','0','12','15','412','value:12-15','cohort_size','=','412',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clinical/total-of','We enrolled 412 patients.');
INSERT INTO evidence VALUES('fbhcaabmnnjpnebfb','90000001','fbhcaabmnnjpnebfb','found',1,'2da4dcfaedddde79261121b79e7e9742','90000001','1','28','39','31.5 months','value:28-32;low:48-52;high:53-57','median','=','31.5','27.2','36.8','ci95','months',NULL,NULL,'overall survival','almirex',NULL,'overall_survival','0.009','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clinical/median-of','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009).');
INSERT INTO evidence VALUES('fimnpgkcgecaefbek','90000001','fimnpgkcgecaefbek','found',1,'85cd3aad0fb455da620ac02690b3f18b','90000001','1','76','87','24.1 months','value:76-80;low:96-100;high:101-105','median','=','24.1','20.9','28.0','ci95','months',NULL,NULL,'overall survival','placebo',NULL,'overall_survival','0.009','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'control',NULL,NULL,NULL,NULL,'role',NULL,NULL,'clinical/median-of','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009).');
INSERT INTO evidence VALUES('fbhdajflkbdfonjff','90000001','fbhdajflkbdfonjff','gone',1,'c9a59f503b5e5d24dadb5592b552d756','90000001','1','134','138','0.71','value:134-138;low:148-152;high:156-160','hazard_ratio','=','0.71','0.55','0.92','ci95',NULL,NULL,NULL,'overall survival',NULL,NULL,'overall_survival','0.009','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'hazard ratio',NULL,NULL,NULL,NULL,'core/hazard-ratio','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (hazard ratio 0.71; 95% CI, 0.55 to 0.92; P = .009).');
INSERT INTO evidence VALUES('fmijdmbbkjkcknmid','90000001','fmijdmbbkjkcknmid','found',1,'761082c112dbb48c40bd290e67de0d5f','90000001','1','158','162','.009','value:158-162','p_value','=','0.009',NULL,NULL,NULL,NULL,NULL,NULL,'overall survival',NULL,NULL,'overall_survival',NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clinical/p','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009).');
INSERT INTO evidence VALUES('ffgnbmdmknfjldgbj','90000001','ffgnbmdmknfjldgbj','found',1,'fa9a8abfd69ba6f17c998b99b1740438','90000001','1','188','197','61 of 206','value:208-212;numerator:188-190;denominator:194-197','proportion','=','29.6',NULL,NULL,NULL,'%','61','206','Recurrence',NULL,NULL,'recurrence',NULL,NULL,'own',NULL,NULL,'crude',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'estimator',NULL,NULL,'clinical/share','Recurrence occurred in 61 of 206 patients (29.6%).');
CREATE TABLE change ( -- beside what is new, which `since` says
    run INTEGER NOT NULL REFERENCES run (id), "key" TEXT NOT NULL, uid TEXT NOT NULL,
    what TEXT NOT NULL, old TEXT, -- the row or record as it was when the run began, as JSON
    PRIMARY KEY (run, "key", what)
) STRICT, WITHOUT ROWID;
INSERT INTO change VALUES(2,'90000001','90000001','revised','Almirex after resection (<5 cm): a randomised trial.');
INSERT INTO change VALUES(2,'fbhcaabmnnjpnebfb','90000001','altered','{"doc":"90000001","section":"1","start":"28","end":"39","quote":"31.5 months","spans":"value:28-32;low:48-52;high:53-57","kind":"median","comparator":"=","value":"31.5","low":"27.2","high":"36.8","interval":"ci95","unit":"months","outcome":"overall survival","group":"almirex","concept":"overall_survival","basis":"own","pattern":"clinical/median-of","sentence":"Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (hazard ratio 0.71; 95% CI, 0.55 to 0.92; P = .009)."}');
INSERT INTO change VALUES(2,'fbhdajflkbdfonjff','90000001','gone','{"doc":"90000001","section":"1","start":"134","end":"138","quote":"0.71","spans":"value:134-138;low:148-152;high:156-160","kind":"hazard_ratio","comparator":"=","value":"0.71","low":"0.55","high":"0.92","interval":"ci95","outcome":"overall survival","concept":"overall_survival","p_value":"0.009","p_comparator":"=","basis":"own","measure":"hazard ratio","pattern":"core/hazard-ratio","sentence":"Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (hazard ratio 0.71; 95% CI, 0.55 to 0.92; P = .009)."}');
INSERT INTO change VALUES(2,'fimnpgkcgecaefbek','90000001','altered','{"doc":"90000001","section":"1","start":"76","end":"87","quote":"24.1 months","spans":"value:76-80;low:96-100;high:101-105","kind":"median","comparator":"=","value":"24.1","low":"20.9","high":"28.0","interval":"ci95","unit":"months","outcome":"overall survival","group":"placebo","concept":"overall_survival","basis":"own","role":"control","inferred":"role","pattern":"clinical/median-of","sentence":"Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (hazard ratio 0.71; 95% CI, 0.55 to 0.92; P = .009)."}');
CREATE TABLE problem (
    place TEXT NOT NULL, what TEXT NOT NULL, run INTEGER NOT NULL, ended INTEGER,
    PRIMARY KEY (place, what)
) STRICT, WITHOUT ROWID;
INSERT INTO problem VALUES('import/bad-line.jsonl','import/bad-line.jsonl:2:22: record 2: not a JSON object: unexpected newline near ''"cut''',1,NULL);
CREATE TABLE decision ( -- what people said; only ever added to
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    what TEXT NOT NULL CHECK (what IN ('figure', 'record', 'study')),
    "key" TEXT NOT NULL, uid TEXT NOT NULL, verdict TEXT NOT NULL,
    fields TEXT, "row" TEXT, reviewer TEXT NOT NULL, at TEXT NOT NULL, reason TEXT, note TEXT
) STRICT;
INSERT INTO decision VALUES(1,'c04ba010adf701737983853cd8f320c3','figure','fonfbfoalginlkhdd','90000001','accepted','{}','{"doc":"90000001","section":"0","start":"12","end":"15","quote":"412","spans":"value:12-15","kind":"cohort_size","comparator":"=","value":"412","basis":"own","pattern":"clinical/total-of","sentence":"We enrolled 412 patients."}','ann','2026-11-24T15:48:25Z',NULL,NULL);
INSERT INTO decision VALUES(2,'3e68ab9788045dde58caa9660a0e9b18','figure','fbhcaabmnnjpnebfb','90000001','corrected','{"group":"all"}','{"doc":"90000001","section":"1","start":"28","end":"39","quote":"31.5 months","spans":"value:28-32;low:48-52;high:53-57","kind":"median","comparator":"=","value":"31.5","low":"27.2","high":"36.8","interval":"ci95","unit":"months","outcome":"overall survival","group":"almirex","concept":"overall_survival","p_value":"0.009","p_comparator":"=","basis":"own","pattern":"clinical/median-of","sentence":"Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009)."}','ann','2026-11-24T15:48:26Z','all of them',NULL);
INSERT INTO decision VALUES(3,'54f4269a07376458be0c385e9ed00afe','figure','fimnpgkcgecaefbek','90000001','rejected','{}','{"doc":"90000001","section":"1","start":"76","end":"87","quote":"24.1 months","spans":"value:76-80;low:96-100;high:101-105","kind":"median","comparator":"=","value":"24.1","low":"20.9","high":"28.0","interval":"ci95","unit":"months","outcome":"overall survival","group":"placebo","concept":"overall_survival","p_value":"0.009","p_comparator":"=","basis":"own","role":"control","inferred":"role","pattern":"clinical/median-of","sentence":"Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009)."}','bob','2026-11-24T15:48:26Z',NULL,'not ours');
INSERT INTO decision VALUES(4,'0239ae0711e6c16e7bf1daba7e243a24','record','1','1','include',NULL,NULL,'bob','2026-11-24T15:48:26Z',NULL,NULL);
CREATE TABLE decided ( -- the last decision of each figure, and the row that it stands for
    "key" TEXT PRIMARY KEY, verdict TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES decision (seq), seen TEXT NOT NULL
, "doc" TEXT, "section" TEXT, "start" TEXT, "end" TEXT, "quote" TEXT, "spans" TEXT, "kind" TEXT, "comparator" TEXT, "value" TEXT, "low" TEXT, "high" TEXT, "interval" TEXT, "unit" TEXT, "numerator" TEXT, "denominator" TEXT, "outcome" TEXT, "group" TEXT, "timepoint" TEXT, "concept" TEXT, "p_value" TEXT, "p_comparator" TEXT, "basis" TEXT, "source_study" TEXT, "among" TEXT, "estimator" TEXT, "time_role" TEXT, "time_low" TEXT, "time_high" TEXT, "time_zero" TEXT, "versus" TEXT, "factor" TEXT, "per" TEXT, "adjusted" TEXT, "model" TEXT, "favours" TEXT, "contrast" TEXT, "scale" TEXT, "p_kind" TEXT, "analysis_set" TEXT, "arm" TEXT, "role" TEXT, "subgroup" TEXT, "site" TEXT, "measure" TEXT, "repeat_of" TEXT, "inferred" TEXT, "flags" TEXT, "confidence" TEXT, "pattern" TEXT, "sentence" TEXT) STRICT;
INSERT INTO decided VALUES('fonfbfoalginlkhdd','accepted',1,'a3d8d54b07ef1a83d9580de7701d6ff3','90000001','0','12','15','412','value:12-15','cohort_size','=','412',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clinical/total-of','We enrolled 412 patients.');
INSERT INTO decided VALUES('fbhcaabmnnjpnebfb','corrected',2,'2da4dcfaedddde79261121b79e7e9742','90000001','1','28','39','31.5 months','value:28-32;low:48-52;high:53-57','median','=','31.5','27.2','36.8','ci95','months',NULL,NULL,'overall survival','all',NULL,'overall_survival','0.009','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'clinical/median-of','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009).');
INSERT INTO decided VALUES('fimnpgkcgecaefbek','rejected',3,'85cd3aad0fb455da620ac02690b3f18b','90000001','1','76','87','24.1 months','value:76-80;low:96-100;high:101-105','median','=','24.1','20.9','28.0','ci95','months',NULL,NULL,'overall survival','placebo',NULL,'overall_survival','0.009','=','own',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'control',NULL,NULL,NULL,NULL,'role',NULL,NULL,'clinical/median-of','Median overall survival was 31.5 months (95% CI 27.2-36.8) with almirex and 24.1 months (95% CI 20.9-28.0) with placebo (risk 0.71; 95% CI, 0.55 to 0.92; P = .009).');
CREATE TABLE IF NOT EXISTS "record_id" (type TEXT NOT NULL, value TEXT NOT NULL, uid TEXT NOT NULL REFERENCES record (uid), PRIMARY KEY (type, value, uid)) STRICT, WITHOUT ROWID;
INSERT INTO record_id VALUES('pmid','1','1');
INSERT INTO record_id VALUES('doi','10.5555/invented.1','90000001');
INSERT INTO record_id VALUES('pmid','2','2');
INSERT INTO record_id VALUES('pmid','3','3');
INSERT INTO record_id VALUES('pmid','90000001','90000001');
INSERT INTO record_id VALUES('work','a0c039b308d4edbf6e6695ba54fabb5f','90000001');
INSERT INTO record_id VALUES('title','e6e03eebd20506c05fd3e70bc0824a45','90000001');
INSERT INTO record_id VALUES('given','own-1','own-1');
INSERT INTO record_id VALUES('given','own-2','own-2');
CREATE TABLE apart (a TEXT NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE query (file INTEGER PRIMARY KEY REFERENCES file (id), text TEXT NOT NULL, translation TEXT, since TEXT, hits INTEGER, failure TEXT) STRICT;
CREATE TABLE absent (file INTEGER NOT NULL REFERENCES file (id), number INTEGER NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (file, number)) STRICT, WITHOUT ROWID;
CREATE TABLE request (id INTEGER PRIMARY KEY, run INTEGER NOT NULL, query TEXT NOT NULL, url TEXT NOT NULL, status INTEGER NOT NULL, attempt INTEGER NOT NULL, bytes INTEGER NOT NULL, why TEXT, at TEXT NOT NULL) STRICT;
CREATE INDEX sighting_file ON sighting (file, seen);
CREATE INDEX evidence_uid ON evidence (uid);
CREATE INDEX evidence_since ON evidence (since);
CREATE INDEX decision_key ON decision ("key");
CREATE TRIGGER decision_stays BEFORE UPDATE ON decision BEGIN SELECT raise(ABORT, 'decisions are never altered'); END;
CREATE TRIGGER decision_lasts BEFORE DELETE ON decision BEGIN SELECT raise(ABORT, 'decisions are never deleted'); END;
CREATE INDEX evidence_filter ON evidence (kind, concept, basis, outcome, "group", flags, doc);
CREATE INDEX record_year ON record (year, uid);
CREATE INDEX record_id_uid ON record_id (uid);
CREATE INDEX record_id_value ON record_id (value);
CREATE INDEX record_merged ON record (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX decision_uid ON decision (uid);
CREATE INDEX request_run ON request (run, query);
COMMIT;
PRAGMA application_id = 1702261858; PRAGMA user_version = 4;
