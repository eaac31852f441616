//! The static files of this build. Those under `/pkg/` carry the build's print in their address and are kept for ever.
use crate::Portal;
use app::Build;
use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use std::{collections::BTreeMap, io, path::Path as FsPath};

/// One file with the compressed forms that the build made of it.
#[derive(Debug, Default)]
struct Static {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

/// All static files, in memory.
#[derive(Debug, Default)]
pub struct Site {
    files: BTreeMap<String, Static>,
    build: String,
}

impl Site {
    /// Reads a `site` folder.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(folder: &FsPath) -> io::Result<Self> {
        let mut found = BTreeMap::new();
        walk(folder, folder, &mut found)?;
        let mut files: BTreeMap<String, Static> = BTreeMap::new();
        let mut print = 0xcbf2_9ce4_8422_2325_u64;
        for (name, bytes) in found {
            print = bytes.iter().fold(print, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
            match name.strip_suffix(".br").map(|n| (n, true)).or_else(|| name.strip_suffix(".gz").map(|n| (n, false))) {
                Some((plain, true)) => files.entry(plain.to_owned()).or_default().brotli = Some(bytes),
                Some((plain, false)) => files.entry(plain.to_owned()).or_default().gzip = Some(bytes),
                None => files.entry(name).or_default().plain = bytes,
            }
        }
        Ok(Self { files, build: format!("{print:016x}") })
    }

    /// What names this build in addresses: a print of all its files.
    pub fn build(&self) -> Build {
        Build(self.build.clone())
    }

    fn answer(&self, name: &str, headers: &HeaderMap, for_ever: bool) -> Response {
        let Some(file) = self.files.get(name) else { return StatusCode::NOT_FOUND.into_response() };
        let accepts = headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let (bytes, encoding) = match (&file.brotli, &file.gzip) {
            (Some(brotli), _) if accepts.contains("br") => (brotli, Some("br")),
            (_, Some(gzip)) if accepts.contains("gzip") => (gzip, Some("gzip")),
            _ => (&file.plain, None),
        };
        let cache = if for_ever { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut response =
            ([(header::CONTENT_TYPE, media_type(name)), (header::CACHE_CONTROL, cache), (header::VARY, "accept-encoding")], bytes.clone())
                .into_response();
        if let Some(encoding) = encoding {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        if name == "sw.js" {
            response
                .headers_mut()
                .insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; connect-src 'self'"));
        }
        if media_type(name).starts_with("text/html") {
            response.headers_mut().insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static("default-src 'none'; style-src 'self'; frame-ancestors 'none'"),
            );
        }
        response
    }
}

fn walk(root: &FsPath, folder: &FsPath, found: &mut BTreeMap<String, Bytes>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(root, &path, found)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            found.insert(name.to_string_lossy().replace('\\', "/"), std::fs::read(&path)?.into());
        }
    }
    Ok(())
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, e)| e) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("html") => "text/html; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// A versioned file. Another build's address gives this build's file: a page left open keeps working.
pub(crate) async fn file(State(portal): State<Portal>, Path((build, path)): Path<(String, String)>, headers: HeaderMap) -> Response {
    portal.site.answer(&format!("pkg/{path}"), &headers, build == portal.site.build)
}

/// A file that keeps its address over the builds; asked for in the name of this build, it is kept for ever.
pub(crate) async fn public_file(State(portal): State<Portal>, request: Request) -> Response {
    let for_ever = request.uri().query() == Some(portal.site.build.as_str());
    portal.site.answer(request.uri().path().trim_start_matches('/'), request.headers(), for_ever)
}
