//! The machine room: the router with its layers, the worker, the settings. Tests drive [`router`], the real thing.
// Views are deeply nested types: a build that optimises follows them to the end.
#![recursion_limit = "512"]
pub mod config;
mod layers;
mod routes;
pub mod rules;
mod site;
pub mod worker;

pub use layers::pace::Pace;
pub use site::Site;

use app::{App, AppError, shell, words::Words};
use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    middleware::{from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::any,
};
use backend::Backend;
use leptos::{config::LeptosOptions, prelude::provide_context};
use leptos_axum::{LeptosRoutes, generate_route_list};
use std::sync::{Arc, atomic::AtomicBool};
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    csrf::CsrfLayer,
};

/// Everything a request may need.
#[derive(Clone, Debug)]
pub struct Portal {
    /// The use cases.
    pub backend: Backend,
    /// Every word.
    pub words: Arc<Words>,
    /// Static files of this build.
    pub site: Arc<Site>,
    /// How often each network knocked.
    pub pace: Arc<Pace>,
    /// Whether the server is told to stop: what would go on for ever ends then.
    pub stopping: Arc<AtomicBool>,
}

impl Portal {
    /// Gives pages and server functions what they look for.
    fn provide(&self) {
        provide_context(self.backend.clone());
        provide_context(self.words.clone());
        provide_context(self.site.build());
    }

    /// The page at the address of the request, rendered.
    async fn page(self, request: Request<Body>) -> Response {
        let options = options();
        let handler = leptos_axum::render_app_async_with_context(move || self.provide(), move || shell(options.clone(), &current_path()));
        handler(request).await.into_response()
    }

    /// The page that explains the error, with its status, at the address that was asked for.
    pub(crate) async fn failure(self, request: Request<Body>, error: &AppError) -> Response {
        let (mut parts, _) = request.into_parts();
        parts.uri = http::Uri::try_from(app::routes::failure(error.code())).unwrap_or_default();
        parts.method = http::Method::GET;
        self.page(Request::from_parts(parts, Body::empty())).await
    }
}

fn options() -> LeptosOptions {
    LeptosOptions::builder().output_name("relais").site_pkg_dir("pkg").build()
}

/// The whole portal as one service.
pub fn router(portal: Portal) -> Router {
    let options = options();
    let provided = portal.clone();
    let pages = generate_route_list(App);
    let rendered = Router::new()
        .leptos_routes_with_context(&options, pages, move || provided.provide(), {
            let options = options.clone();
            move || shell(options.clone(), &current_path())
        })
        .with_state(options);
    Router::new()
        .merge(rendered)
        .merge(routes::files(portal.clone()))
        .merge(routes::machine(portal.clone()))
        .fallback(any(no_such_page).with_state(portal.clone()))
        .layer(from_fn(layers::function::function))
        .layer(from_fn_with_state(portal.clone(), layers::page::finish))
        .layer(from_fn_with_state(portal.clone(), layers::guard::guard))
        .layer(from_fn_with_state(portal.clone(), layers::pace::pace))
        .layer(CsrfLayer::new().with_rejection_response(layers::headers::foreign_origin))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(NotForContentType::const_new("application/zip"))))
        .layer(from_fn(layers::headers::secure))
        .layer(CatchPanicLayer::custom(layers::headers::panicked))
        .layer(from_fn_with_state(portal, layers::timing::measure))
}

/// The path of the page being rendered.
fn current_path() -> String {
    leptos::prelude::use_context::<http::request::Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default()
}

/// Any other address: the page that says there is none.
async fn no_such_page(State(portal): State<Portal>, request: Request<Body>) -> Response {
    portal.page(request).await
}
