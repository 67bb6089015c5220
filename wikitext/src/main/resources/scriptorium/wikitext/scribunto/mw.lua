-- The table mw: frames, modules, data. What needs the wiki comes from the host.
local host = ...
local mw = {}
local sublibraries = { html = true, text = true, title = true, language = true, site = true, uri = true, message = true, hash = true, ustring = true, wikibase = host.wikibase or nil }

setmetatable( mw, { __index = function ( self, name )
	if sublibraries[name] then
		local library = host.library( name, mw )
		rawset( self, name, library )
		return library
	end
end } )

local builtIn = { libraryUtil = true, strict = true, bit32 = true, bit = true, ['luabit.bit'] = 'bit' }
package = { loaded = {}, preload = {}, loaders = {} }
package.loaded._G = _G
for _, name in ipairs( { 'string', 'table', 'math', 'os', 'debug', 'package' } ) do
	package.loaded[name] = _G[name]
end

function package.seeall( module )
	setmetatable( module, { __index = _G } )
end

package.loaded.mw = mw

function require( ... )
	local name = ...
	if select( '#', ... ) < 1 or type( name ) ~= 'string' and type( name ) ~= 'number' then
		error( "bad argument #1 to 'require' (string expected, got " .. ( select( '#', ... ) < 1 and 'no value' or type( name ) ) .. ")", 2 )
	end
	name = tostring( name )
	local known = package.loaded[name]
	if known ~= nil then
		return known
	end
	local loaded
	local base = name:match( '^mw%.(%a+)$' )
	if name == 'ustring' then
		loaded = mw.ustring
	elseif base and sublibraries[base] then
		loaded = mw[base]
	elseif builtIn[name] then
		loaded = host.library( builtIn[name] == true and name or builtIn[name], mw )
	else
		local chunk = package.preload[name] or host.module( name )
		if not chunk then
			error( "module '" .. name .. "' not found", 2 )
		end
		loaded = chunk( name )
	end
	if loaded == nil then
		loaded = package.loaded[name] == nil and true or package.loaded[name]
	end
	package.loaded[name] = loaded
	return loaded
end

function mw.clone( value )
	local seen = {}
	local function copy( from )
		if type( from ) ~= 'table' then
			return from
		end
		if seen[from] then
			return seen[from]
		end
		local to = {}
		seen[from] = to
		for key, field in next, from do
			rawset( to, copy( key ), copy( field ) )
		end
		setmetatable( to, copy( getmetatable( from ) ) )
		return to
	end
	return copy( value )
end

function mw.allToString( ... )
	local texts = {}
	for i = 1, select( '#', ... ) do
		texts[i] = tostring( ( select( i, ... ) ) )
	end
	return table.concat( texts, '\t' )
end

function mw.dumpObject( value )
	local numbers, count = {}, 0
	local function dump( item, indent )
		local kind = type( item )
		if kind == 'string' then
			return string.format( '%q', item )
		elseif kind ~= 'table' then
			return tostring( item )
		end
		if numbers[item] then
			return 'table#' .. numbers[item]
		end
		count = count + 1
		numbers[item] = count
		local lines = { 'table#' .. count .. ' {\n' }
		local keys = {}
		for key in pairs( item ) do
			keys[#keys + 1] = key
		end
		table.sort( keys, function ( a, b )
			if type( a ) == type( b ) and ( type( a ) == 'number' or type( a ) == 'string' ) then
				return a < b
			end
			return type( a ) < type( b )
		end )
		for _, key in ipairs( keys ) do
			local shown = type( key ) == 'number' and '' or '[' .. dump( key, indent ) .. '] = '
			lines[#lines + 1] = indent .. '    ' .. shown .. dump( item[key], indent .. '    ' ) .. ',\n'
		end
		lines[#lines + 1] = indent .. '}'
		return table.concat( lines )
	end
	return dump( value, '' )
end

function mw.log() end
function mw.logObject() end
mw.addWarning = host.addWarning
mw.isSubsting = host.isSubsting
mw.incrementExpensiveFunctionCount = host.incrementExpensiveFunctionCount

-- Data of a module, read once per page and not to be changed.
local function readOnly( data, seen )
	seen = seen or {}
	if seen[data] then
		return seen[data]
	end
	local face = {}
	seen[data] = face
	local function wrap( value )
		return type( value ) == 'table' and readOnly( value, seen ) or value
	end
	setmetatable( face, {
		__index = function ( _, key )
			return wrap( data[key] )
		end,
		__newindex = function ()
			error( "table from mw.loadData is read-only", 2 )
		end,
		__pairs = function ( self )
			return function ( _, key )
				local nextKey, value = next( data, key )
				return nextKey, wrap( value )
			end, self, nil
		end,
		__ipairs = function ( self )
			return function ( _, i )
				local value = data[i + 1]
				if value ~= nil then
					return i + 1, wrap( value )
				end
			end, self, 0
		end,
	} )
	return face
end

local function checkData( value, seen, name )
	local kind = type( value )
	if kind == 'function' then
		error( "data for mw.loadData contains unsupported data type 'function'", 0 )
	elseif kind == 'table' and not seen[value] then
		seen[value] = true
		if getmetatable( value ) then
			error( "data for mw.loadData contains a table with a metatable", 0 )
		end
		for key, field in pairs( value ) do
			if type( key ) == 'table' then
				error( "data for mw.loadData contains a table as a key", 0 )
			end
			checkData( key, seen )
			checkData( field, seen )
		end
	end
end

local dataCache = host.dataCache

function mw.loadData( name )
	if type( name ) ~= 'string' then
		error( "bad argument #1 to 'mw.loadData' (string expected, got " .. type( name ) .. ")", 2 )
	end
	if not dataCache[name] then
		local chunk = host.module( name )
		if not chunk then
			error( "module '" .. name .. "' not found", 2 )
		end
		local data = chunk( name )
		if type( data ) ~= 'table' then
			error( name .. " returned " .. type( data ) .. ", table expected", 2 )
		end
		checkData( data, {}, name )
		dataCache[name] = readOnly( data )
	end
	return dataCache[name]
end

function mw.loadJsonData( name )
	if type( name ) ~= 'string' then
		error( "bad argument #1 to 'mw.loadJsonData' (string expected, got " .. type( name ) .. ")", 2 )
	end
	if not dataCache['json:' .. name] then
		local text = host.pageText( name )
		if not text then
			error( "bad argument #1 to 'mw.loadJsonData' ('" .. name .. "' is not a valid JSON page)", 2 )
		end
		dataCache['json:' .. name] = readOnly( mw.text.jsonDecode( text ) )
	end
	return dataCache['json:' .. name]
end

-- Frames.
local frames = {}
local current

local function argumentTable( id )
	local args, cached, all = {}, {}, nil
	local function get( _, name )
		if type( name ) == 'number' then
			name = tostring( name )
		end
		if type( name ) ~= 'string' then
			return nil
		end
		if cached[name] == nil then
			local value = host.argument( id, name )
			cached[name] = value == nil and false or value
		end
		return cached[name] or nil
	end
	local function load()
		if not all then
			all = host.argumentNames( id )
		end
		return all
	end
	return setmetatable( args, {
		__index = get,
		__pairs = function ()
			local names, i = load(), 0
			local function step()
				i = i + 1
				local name = names[i]
				if name == nil then
					return nil
				end
				local own = rawget( args, name )
				local value = own
				if own == nil then
					value = get( nil, name )
				end
				if value == nil then
					return step()
				end
				return name, value
			end
			for key in next, args do
				local there = false
				for _, name in ipairs( names ) do
					there = there or name == key
				end
				if not there then
					names[#names + 1] = key
				end
			end
			return step, args, nil
		end,
		__ipairs = function ()
			return function ( _, i )
				local value = args[i + 1]
				if value ~= nil then
					return i + 1, value
				end
			end, args, 0
		end,
	} )
end

local function parserValue( expand )
	local value
	return { expand = function ()
		if value == nil then
			value = expand()
		end
		return value
	end }
end

local function textArgs( name, args )
	local out = {}
	if type( args ) ~= 'table' then
		error( name .. ": the arguments must be a table", 3 )
	end
	for key, value in pairs( args ) do
		local kind = type( value )
		if kind ~= 'string' and kind ~= 'number' and kind ~= 'boolean' and not ( kind == 'table' and ( getmetatable( value ) or {} ).__tostring ) then
			error( name .. ": invalid type " .. kind .. " for arg '" .. tostring( key ) .. "'", 3 )
		end
		if kind == 'boolean' then
			value = value and '1' or ''
		end
		out[key] = tostring( value )
	end
	return out
end

local methods = {}
local newFrame

local function check( self )
	local id = frames[self]
	if not id then
		error( "frame: a method was called with a dot instead of a colon", 3 )
	end
	return id
end

function methods:getParent()
	local id = check( self )
	if self.parentFrame == nil then
		local parent = host.parent( id )
		parent = parent and newFrame( parent ) or false
		rawset( self, 'parentFrame', parent )
		if parent and self == current then
			rawset( parent, 'parentFrame', false )
		end
	end
	return self.parentFrame or nil
end

function methods:getTitle()
	return host.frameTitle( check( self ) )
end

function methods:getArgument( name )
	check( self )
	if type( name ) == 'table' then
		name = name.name
	end
	local args = self.args
	return parserValue( function ()
		return args[name]
	end )
end

function methods:argumentPairs()
	check( self )
	return pairs( self.args )
end

function methods:preprocess( text )
	local id = check( self )
	if type( text ) == 'table' and text.text ~= nil then
		text = text.text
	end
	return host.preprocess( id, tostring( text ) )
end

function methods:newParserValue( text )
	return parserValue( function ()
		return self:preprocess( text )
	end )
end

function methods:expandTemplate( options )
	local id = check( self )
	if type( options ) ~= 'table' then
		error( "frame:expandTemplate: a table is required", 2 )
	end
	if options.title == nil then
		error( "frame:expandTemplate: a title is required", 2 )
	end
	return host.expandTemplate( id, tostring( options.title ), textArgs( 'frame:expandTemplate', options.args or {} ) )
end

function methods:newTemplateParserValue( options )
	return parserValue( function ()
		return self:expandTemplate( options )
	end )
end

function methods:callParserFunction( name, ... )
	local id = check( self )
	local args
	if type( name ) == 'table' then
		args = name.args
		name = name.name
		if args ~= nil and type( args ) ~= 'table' then
			args = { args }
		end
	elseif type( ( ... ) ) == 'table' and ( getmetatable( ( ... ) ) or {} ).__tostring == nil then
		args = ...
	else
		args = { ... }
	end
	if type( name ) ~= 'string' and type( name ) ~= 'number' then
		error( "frame:callParserFunction: a function name is required", 2 )
	end
	return host.callParserFunction( id, tostring( name ), textArgs( 'frame:callParserFunction', args or {} ) )
end

function methods:extensionTag( name, content, args )
	local id = check( self )
	if type( name ) == 'table' then
		name, content, args = name.name, name.content, name.args
	end
	if name == nil then
		error( "frame:extensionTag: a tag's name is required", 2 )
	end
	if type( args ) == 'string' then
		content = content == nil and '' or content
		return host.preprocess( id, '<' .. name .. ' ' .. args .. '>' .. tostring( content ) .. '</' .. name .. '>' )
	end
	return host.extensionTag( id, tostring( name ), content ~= nil and tostring( content ) or nil, textArgs( 'frame:extensionTag', args or {} ) )
end

function methods:newChild( options )
	local id = check( self )
	options = options or {}
	return newFrame( host.newChild( id, options.title and tostring( options.title ), textArgs( 'frame:newChild', options.args or {} ) ) )
end

newFrame = function ( id )
	local frame = setmetatable( {}, { __index = methods } )
	frames[frame] = id
	rawset( frame, 'args', argumentTable( id ) )
	return frame
end

function mw.getCurrentFrame()
	return current
end

function mw.getLanguage( code )
	return ( mw.language.new( code ) )
end

function mw.getContentLanguage()
	return mw.language.getContentLanguage()
end

-- For the host: the frame of an invocation.
local function begin( id )
	current = newFrame( id )
	return current
end

return mw, begin
